"""The positioning brief: one PDF in both languages and one spreadsheet, made of the atlas' answers."""

from jialing.figures.brief.contents import Part, parts_of
from jialing.figures.brief.making import Brief, write_brief
from jialing.figures.brief.rebuilding import command_for

__all__ = ["Brief", "Part", "command_for", "parts_of", "write_brief"]
