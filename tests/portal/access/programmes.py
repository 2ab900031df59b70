"""What is planted of programmes, and the addresses at which it may show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import models

from jialing.portal.programmes.actions.calls import content_of
from jialing.portal.programmes.models import (
    Appropriation,
    Call,
    CallVersion,
    Entry,
    Funder,
    Programme,
    Proposal,
)
from jialing.portal.registry.models import Organisation
from tests.portal.access.planting import PLACE, Planted
from tests.portal.programmes.calling import CLOSES, WORKFLOW

NAME = "The programme"
THEN = datetime(2026, 3, 1, tzinfo=UTC)
PAGES = (
    "", "/lines", "/lines/new", "/orders", "/orders/new", "/orders/new?kind=pledge", "/entries", "/entries.csv",
    "/entries.xlsx", "/treasury", "/treasury/unpaid.csv", "/statement", "/statement?by=year", "/statement.csv",
    "/check",
)  # fmt: skip
BELOW = {
    "appropriation": ("lines", ("",)),
    "order": ("orders", ("", "/approve")),
    "entry": ("entries", ("", "/reverse")),
    "treasury_statement": ("treasury", ("",)),
}
"""Kinds whose records stand below a programme: where, and what follows their id."""
BESIDE = {"call": ("", "/edit", "/topics", "/publish"), "proposal": ("", "/write")}
"""Kinds with pages of their own: what follows their id."""


def kinds_of_programmes(host: Organisation) -> dict[str, Any]:
    """The columns that each kind needs beside words. Everything is funded from Chongqing."""
    programme = Programme.objects.create(name_en=NAME)
    funder = Funder.objects.create(name_en="The funder", place_id=PLACE)
    Appropriation.objects.create(programme=programme, funder=funder, year=2026, budget_item="x")
    terms = {"workflow": WORKFLOW, "dates": {"filing": CLOSES.isoformat()}}
    call = Call.objects.create(programme=programme, name_en="The call", year=2026, state="published", **terms)
    version = CallVersion.objects.create(call=call, number=1, published_at=THEN, content=content_of(call), digest="x")
    proposal = Proposal.objects.create(
        call=call, version=version, name_en="The proposal", applicant=host, entered_at=THEN, seen_at=THEN, key="x"
    )
    of_programme = {"programme": programme, "funder": funder}
    return {
        "programme": {"currency": "CNY"},
        "funder": {},
        "appropriation": {**of_programme, "reach": []},
        "entry": {"programme": programme, "kind": "pledge", "carries_out": ""},
        "order": lambda state: of_programme | {"entry": _entry(programme, state), "kind": "pledge"},
        "treasury_statement": {"programme": programme, "rows": []},
        "call": {"programme": programme, "opens_at": None, "closes_at": None, "ranking": {}, **terms},
        "topic": {"call": call, "evidence": {}},
        "question": {"call": call},
        "proposal": {
            "call": call,
            "version": version,
            "applicant": host,
            "state": "draft",
            "counters": {},
            "facts": {},
            "taken_by": {},
        },
        "team_member": {"proposal": proposal, "organisation": host, "role": "member"},
        "rule_result": {"proposal": proposal, "details": {}},
        "project": {"programme": programme, "lead": host, "call": call},
    }


def _entry(programme: Programme, state: str) -> Entry | None:
    """What a posted order brought about; nothing else has an entry."""
    if state != "posted":
        return None
    return Entry.objects.create(programme=programme, kind="pledge", on=THEN.date(), key="of the posted order")


def fund(kind: str, record: models.Model) -> None:
    """A planted funder shows where it has a line; a planted programme is everybody's officer's where it has one."""
    if kind == "funder":
        programme = Programme.objects.get(name_en=NAME)
        Appropriation.objects.create(programme=programme, funder=record, year=2025, budget_item="y")


def programme_addresses(planted: Planted) -> Iterator[str]:
    """Every page of programmes, files among them, and of each record below one."""
    yield from (f"/en/programmes/{page}" for page in ("", "calls", "proposals"))
    start = f"/en/programmes/{Programme.objects.get(name_en=NAME).public_id}"
    yield from (start + page for page in PAGES)
    for kind, _, record in planted.records:
        if kind == "programme":
            yield from (f"/en/programmes/{record.public_id}{page}" for page in PAGES)
        if kind in BESIDE:
            yield from (f"/en/programmes/{kind}s/{record.public_id}{end}" for end in BESIDE[kind])
            yield f"/zh/programmes/{kind}s/{record.public_id}"
        if kind in BELOW:
            part, ends = BELOW[kind]
            yield from (f"{start}/{part}/{record.public_id}{end}" for end in ends)
