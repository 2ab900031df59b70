"""Notices in words: for the page and for mails, in the reader's language, each time only what may be seen now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from jialing.base.phrases import catalogue, phrase
from jialing.portal.accounts.queries import names_of
from jialing.portal.common.access import Viewer
from jialing.portal.registry.lists.cells import Cell, name_cell
from jialing.portal.registry.models import Notice
from jialing.portal.registry.queries.notices import still_seen
from jialing.portal.registry.work.links import link_of


@dataclass(frozen=True)
class Told:
    """A notice as shown: what happened, to which record, by whom, when; where it leads."""

    public_id: str
    text: str
    record: Cell | None
    by: str
    at: datetime
    url: str
    waits: bool
    is_read: bool


def told(viewer: Viewer, rows: Iterable[Notice], lang: str) -> list[Told]:
    """Those of the notices that the viewer may see now, worded."""
    seen = still_seen(viewer, rows)
    names = names_of({one.by for one, _, _ in seen} - {""}, lang)
    return [
        Told(
            public_id=one.public_id,
            text=what_happened(one.code, lang),
            record=(cell := name_cell(record, lang) if record is not None else None),
            by=names.get(one.by, ""),
            at=one.made_at,
            url=link_of(thing, cell.url if cell else ""),
            waits=one.waits,
            is_read=one.read_at is not None,
        )
        for one, record, thing in seen
    ]


def what_happened(code: str, lang: str) -> str:
    """A code of the audit in words for who is told."""
    known = (f"notice.{code}", f"audit.{code}", "notice.changed")
    return phrase(next(one for one in known if one in catalogue()), lang)


def as_lines(rows: Sequence[Told]) -> str:
    """Notices as lines of a mail, without addresses: those stand below."""
    return "\n".join(f"- {one.text}{_about(one)}" for one in rows)


def _about(one: Told) -> str:
    name = " ".join(one.record.text.split())[:200] if one.record is not None else ""
    return f": {name}" if name else ""
