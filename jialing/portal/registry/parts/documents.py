"""The documents that a procedure wants of an application: which are there, which are missing."""

from __future__ import annotations

from dataclasses import dataclass

from jialing.portal.common.access import Seen, Viewer, unsealed, visible
from jialing.portal.registry.enums import AccreditationState, DocumentState, RecordKind
from jialing.portal.registry.models import Document
from jialing.portal.registry.rules.procedures import procedures

APPLICANTS = frozenset({AccreditationState.DRAFT, AccreditationState.RETURNED})


@dataclass(frozen=True)
class WantedDocument:
    """A document by its id in the procedure (what ``Document.purpose`` names), its name, titles of what is there."""

    id: str
    name: str
    is_required: bool
    there: tuple[str, ...]


def wanted_of(one: Seen, viewer: Viewer, lang: str) -> tuple[WantedDocument, ...]:
    """All that the procedure wants, while it is the applicant's turn; () where the viewer may not read it."""
    rules = procedures().get(one.procedure)
    if rules is None or "steps" not in one.fields or one.state not in APPLICANTS:
        return ()
    rows = Document.objects.filter(
        about_kind=RecordKind.ACCREDITATION, about_id=unsealed(one).pk, state=DocumentState.ACTIVE
    )
    there = list(visible(viewer, rows))
    return tuple(
        WantedDocument(
            wanted.id,
            wanted.name_zh if lang == "zh" else wanted.name_en,
            wanted.is_required,
            tuple(str(row) for row in there if wanted.is_named(row.purpose, row.title)),
        )
        for wanted in rules.wanted
    )
