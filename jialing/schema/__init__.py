"""The nouns: tables, columns, units, identifiers, code lists, circles and places."""

from jialing.schema.circles import Circle, Member
from jialing.schema.rows import Batch, Part, Population, Reject, SourceInfo
from jialing.schema.tables import LINKED_TABLES, MEASURED_TABLES, SOURCE_TABLES, TABLES, Column, Table

__all__ = [
    "LINKED_TABLES",
    "MEASURED_TABLES",
    "SOURCE_TABLES",
    "TABLES",
    "Batch",
    "Circle",
    "Column",
    "Member",
    "Part",
    "Population",
    "Reject",
    "SourceInfo",
    "Table",
]
