"""The form of an order: its day and document, and lines of amount, budget line, call, project, party."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from jialing.base.typed import plain
from jialing.errors import InputError, JialingError
from jialing.portal.common.access import Viewer
from jialing.portal.programmes.actions.posting import Transfer
from jialing.portal.programmes.models import Appropriation, Call, Programme, Project
from jialing.portal.programmes.rules.currencies import smallest_units
from jialing.portal.programmes.rules.moves import needs
from jialing.portal.registry.forms.values import day_of, record_named
from jialing.portal.registry.models import Organisation

FEWEST, MOST = 3, 200
PARTS = ("line", "amount", "call", "project", "party")


@dataclass
class TypedLine:
    """A line as typed, and what is wrong with each part."""

    number: int
    sent: dict[str, str]
    faults: dict[str, JialingError] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed; a line that is only chosen counts as empty."""
        return not any(self.sent.get(part) for part in PARTS if part != "line")


@dataclass
class TypedOrder:
    """An order as typed: the values it stands for once :meth:`check` found nothing wrong."""

    kind: str
    programme: Programme
    viewer: Viewer
    sent: dict[str, str]
    lines: list[TypedLine]
    faults: dict[str, JialingError] = field(default_factory=dict)
    on: date | None = None
    transfers: list[Transfer] = field(default_factory=list)

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of a line that this kind asks for, in the order in which they stand."""
        wanted = needs(self.kind)
        return ("line", "amount", *(part for part in ("call", "project", "party") if part in wanted))

    @property
    def n_faults(self) -> int:
        return len(self.faults) + sum(len(line.faults) for line in self.lines)

    def check(self) -> bool:
        """Read everything; False where something is wrong."""
        try:
            self.on = day_of(self.sent["on"])
        except InputError as fault:
            self.faults["on"] = fault
        if not self.sent["document_number"]:
            self.faults["document_number"] = InputError("ledger.document_missing")
        filled = [line for line in self.lines if not line.is_empty]
        if not filled:
            self.faults["lines"] = InputError("ledger.nothing")
        for line in filled:
            self._read(line)
        return self.n_faults == 0

    def _read(self, line: TypedLine) -> None:
        found: dict[str, Any] = {}
        readers: dict[str, Callable[[str, TypedOrder], Any]] = {
            "line": _line, "amount": _amount, "call": _call, "project": _project,
            "party": partial(_party, project=line.sent.get("project", "")),
        }  # fmt: skip
        for part in self.parts:
            try:
                found[part] = readers[part](line.sent.get(part, ""), self)
            except InputError as fault:
                line.faults[part] = fault
        if not line.faults:
            self.transfers.append(Transfer(found.pop("line"), found.pop("amount"), **found))


def typed_order(
    kind: str, programme: Programme, viewer: Viewer, given: Mapping[str, str], n_more: int = 0
) -> TypedOrder:
    """What was sent (or what an address fills in beforehand), with empty lines to go on."""
    sent = {name: plain(given.get(name, "")) for name in ("on", "document_number", "why", "key")}
    n_sent = max((n for n in range(MOST) if any(given.get(f"{part}_{n}") for part in PARTS)), default=-1) + 1
    n_lines = min(MOST, max(FEWEST, n_sent + n_more))
    lines = [TypedLine(n, {part: plain(given.get(f"{part}_{n}", "")) for part in PARTS}) for n in range(n_lines)]
    return TypedOrder(kind, programme, viewer, sent, lines)


def _line(text: str, of: TypedOrder) -> Appropriation:
    found = Appropriation.objects.filter(programme=of.programme, public_id=text).select_related("funder").first()
    if found is None:
        raise InputError("form.missing" if not text else "ledger.no_line")
    return found


def _amount(text: str, of: TypedOrder) -> int:
    if not text:
        raise InputError("form.missing")
    units = smallest_units(text, of.programme.currency)
    if units <= 0:
        raise InputError("ledger.not_positive")
    return units


def _call(text: str, of: TypedOrder) -> str:
    if not Call.objects.filter(programme=of.programme, public_id=text).exists():
        raise InputError("form.missing" if not text else "ledger.no_call")
    return text


def _project(text: str, of: TypedOrder) -> str:
    if not text:
        raise InputError("form.missing")
    if not Project.objects.filter(programme=of.programme, number=text).exists():
        raise InputError("ledger.no_project", given=text[:60])
    return text


def _party(text: str, of: TypedOrder, *, project: str) -> Organisation:
    """The organisation named; left empty, the project's lead."""
    if text:
        found: Any = record_named(text, Organisation, of.viewer)
        return found
    led = Project.objects.filter(programme=of.programme, number=project).select_related("lead").first()
    if led is None:
        raise InputError("form.missing")
    return led.lead
