"""The review desk: the strings that a person's decision would help most, and what people decide about them."""

from jialing.lake import Decision, NewOrganisation
from jialing.pipeline.desk.actions import Verdict, decide_at_desk, put_off, settle, undo
from jialing.pipeline.desk.curation import CurationRequest, curation_requests, write_requests
from jialing.pipeline.desk.differing import decided, disagreements
from jialing.pipeline.desk.opening import Desk, open_desk
from jialing.pipeline.desk.organisations import KINDS, NewOrganisationForm, amend_organisation, succeed_organisation
from jialing.pipeline.desk.queue import group_of, item, queue, search, works
from jialing.pipeline.desk.records import (
    BELOW,
    STATES,
    Differing,
    Filter,
    Item,
    OpenString,
    OrganisationCard,
    Proposal,
    QueueLine,
    QueuePage,
    WorkBehind,
    WorksPage,
)
from jialing.pipeline.desk.sheets import ImportReport, RowError, export_queue, import_decisions

__all__ = [
    "BELOW",
    "KINDS",
    "STATES",
    "CurationRequest",
    "Decision",
    "Desk",
    "Differing",
    "Filter",
    "ImportReport",
    "Item",
    "NewOrganisation",
    "NewOrganisationForm",
    "OpenString",
    "OrganisationCard",
    "Proposal",
    "QueueLine",
    "QueuePage",
    "RowError",
    "Verdict",
    "WorkBehind",
    "WorksPage",
    "amend_organisation",
    "curation_requests",
    "decide_at_desk",
    "decided",
    "disagreements",
    "export_queue",
    "group_of",
    "import_decisions",
    "item",
    "open_desk",
    "put_off",
    "queue",
    "search",
    "settle",
    "succeed_organisation",
    "undo",
    "works",
    "write_requests",
]
