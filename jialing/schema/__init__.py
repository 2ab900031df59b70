"""The nouns: tables, columns, units, identifiers, code lists, circles and places."""

from jialing.schema.belt_and_road import BeltAndRoadCountry, belt_and_road
from jialing.schema.checks import check_table
from jialing.schema.circle_files import load_circles, read_circle
from jialing.schema.circles import Circle, Member
from jialing.schema.countries import Country, countries
from jialing.schema.field_names import FieldName, field_names
from jialing.schema.key_areas import KeyArea, coded_fields, key_areas
from jialing.schema.namesakes import Namesakes
from jialing.schema.places import County, Place, counties, places
from jialing.schema.procedure_files import shipped_procedure, shipped_procedures
from jialing.schema.rows import Batch, Part, Population, Reject, SourceInfo
from jialing.schema.tables import LINKED_TABLES, MEASURED_TABLES, SOURCE_TABLES, TABLES, Column, Table

__all__ = [
    "LINKED_TABLES",
    "MEASURED_TABLES",
    "SOURCE_TABLES",
    "TABLES",
    "Batch",
    "BeltAndRoadCountry",
    "Circle",
    "Column",
    "Country",
    "County",
    "FieldName",
    "KeyArea",
    "Member",
    "Namesakes",
    "Part",
    "Place",
    "Population",
    "Reject",
    "SourceInfo",
    "Table",
    "belt_and_road",
    "check_table",
    "coded_fields",
    "counties",
    "countries",
    "field_names",
    "key_areas",
    "load_circles",
    "places",
    "read_circle",
    "shipped_procedure",
    "shipped_procedures",
]
