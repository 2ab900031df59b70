"""Tables by name: stages, published versions, the ledger. The only room that knows paths and engines."""

from jialing.lake.desk_ledgers import DESK_PREFIX, NewOrganisation, OrganisationLedger, OrganisationLedgerContents
from jialing.lake.durable import told_plainly, whole_file
from jialing.lake.engine import Engine, interrupt_engines
from jialing.lake.lake import Collected, Lake
from jialing.lake.ledger import ACTIONS, REASONS, Decision, Disagreement, Ledger, LedgerContents, Shown
from jialing.lake.parts import PartedTables
from jialing.lake.people_ledger import Authorship, PeopleDecision, PeopleLedger, PeopleLedgerContents
from jialing.lake.stages import Stage, StageWriter, TableWriter
from jialing.lake.versions import FORMATS, Version

__all__ = [
    "ACTIONS",
    "DESK_PREFIX",
    "FORMATS",
    "REASONS",
    "Authorship",
    "Collected",
    "Decision",
    "Disagreement",
    "Engine",
    "Lake",
    "Ledger",
    "LedgerContents",
    "NewOrganisation",
    "OrganisationLedger",
    "OrganisationLedgerContents",
    "PartedTables",
    "PeopleDecision",
    "PeopleLedger",
    "PeopleLedgerContents",
    "Shown",
    "Stage",
    "StageWriter",
    "TableWriter",
    "Version",
    "interrupt_engines",
    "told_plainly",
    "whole_file",
]
