"""The nouns: what a table is, what each column means, in which unit, and what its null means.

``docs/reference/tables.md`` is generated from here; the lake refuses a file that does not agree with it.
Three layers: *source* tables are what :mod:`jialing.sources` yields, *linked* tables are what the pipeline makes of
them after resolution, *measured* tables are the published results that :mod:`jialing.atlas` reads.

Names follow OpenAlex (works, authorships, topics), ROR (organisations, names, relations), CERIF (participations) and
the Frascati manual; see GLOSSARY.
"""

from types import MappingProxyType

from jialing.schema.tables.beside import BESIDE
from jialing.schema.tables.columns import TYPES, Column, Table
from jialing.schema.tables.linked import LINKED_TABLES as LINKED
from jialing.schema.tables.measured import MEASURED_TABLES as MEASURED
from jialing.schema.tables.organisations import ORGANISATIONS
from jialing.schema.tables.people import PEOPLE
from jialing.schema.tables.policy import POLICY
from jialing.schema.tables.provenance import PROVENANCE
from jialing.schema.tables.researchers import MOVES, RESEARCHERS
from jialing.schema.tables.review import REVIEW_TABLES
from jialing.schema.tables.works import WORKS

SOURCE_TABLES = (*PROVENANCE, *ORGANISATIONS, *WORKS, *BESIDE, *POLICY)
LINKED_TABLES = (*LINKED, *PEOPLE, *REVIEW_TABLES)
MEASURED_TABLES = (*MEASURED, *RESEARCHERS)
TABLES: MappingProxyType[str, Table] = MappingProxyType(
    {table.name: table for table in (*SOURCE_TABLES, *LINKED_TABLES, *MEASURED_TABLES, *MOVES)}
)

__all__ = ["LINKED_TABLES", "MEASURED_TABLES", "SOURCE_TABLES", "TABLES", "TYPES", "Column", "Table"]
