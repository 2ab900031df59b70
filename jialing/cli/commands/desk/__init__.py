"""`jialing desk ...`: decide what the resolver could not, the most valuable strings first."""

from jialing.cli.commands.desk import decisions, looking, sheets
from jialing.cli.commands.desk.group import group
from jialing.cli.commands.desk.review import review

__all__ = ["decisions", "group", "looking", "review", "sheets"]
