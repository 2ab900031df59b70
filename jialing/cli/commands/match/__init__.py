"""`jialing match ...`: who reviews what, and how well each would know the matter."""

from jialing.cli.commands.match import assign, expertise
from jialing.cli.commands.match.group import group

__all__ = ["assign", "expertise", "group"]
