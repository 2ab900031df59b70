"""`jialing match ...`: who reviews what, how well each would know the matter, who is funded."""

from jialing.cli.commands.match import assign, expertise, select
from jialing.cli.commands.match.group import group

__all__ = ["assign", "expertise", "group", "select"]
