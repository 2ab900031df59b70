"""Tables by name: stages, published versions, the ledger. The only room that knows paths and engines."""

from jialing.lake.engine import Engine
from jialing.lake.lake import Collected, Lake
from jialing.lake.ledger import Decision, Ledger, LedgerContents
from jialing.lake.parts import PartedTables
from jialing.lake.stages import Stage, StageWriter, TableWriter
from jialing.lake.versions import Version

__all__ = [
    "Collected",
    "Decision",
    "Engine",
    "Lake",
    "Ledger",
    "LedgerContents",
    "PartedTables",
    "Stage",
    "StageWriter",
    "TableWriter",
    "Version",
]
