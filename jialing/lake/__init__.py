"""Tables by name: stages, published versions, the ledger. The only room that knows paths and engines."""

from jialing.lake.durable import whole_file
from jialing.lake.engine import Engine
from jialing.lake.lake import Collected, Lake
from jialing.lake.ledger import Decision, Ledger, LedgerContents
from jialing.lake.parts import PartedTables
from jialing.lake.stages import Stage, StageWriter, TableWriter
from jialing.lake.versions import FORMATS, Version

__all__ = [
    "FORMATS",
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
    "whole_file",
]
