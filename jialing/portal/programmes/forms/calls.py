"""What an officer types of a call, as the fields of a form, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from jialing.base.phrases import phrase
from jialing.base.typed import plain
from jialing.errors import InputError, JialingError
from jialing.portal.common.access import Viewer
from jialing.portal.programmes.enums import CallKind
from jialing.portal.programmes.models import Call
from jialing.portal.programmes.rules.currencies import digits_of, in_currency, smallest_units
from jialing.portal.programmes.rules.terms import date_names, title_of
from jialing.portal.registry.forms.record import FormField
from jialing.portal.registry.forms.values import record_named
from jialing.portal.registry.models import Organisation
from jialing.schema import shipped_procedure, shipped_procedures

MOMENT = "%Y-%m-%dT%H:%M"
FIRST, LAST = 1980, 2100
TEXTS = ("name_zh", "name_en", "document_number")
LONG = ("text_zh", "text_en")
AS_IT_IS = "as_it_is"
"""Chosen for a workflow or form that is not one of those that ship."""


@dataclass
class CallForm:
    """What was typed of a call, the values it stands for, and what is wrong."""

    call: Call
    viewer: Viewer
    sent: Mapping[str, str] | None = None
    values: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, JialingError] = field(default_factory=dict)

    def check(self) -> bool:
        """Read what was sent; whether all of it can be."""
        currency = self.call.programme.currency
        for name in (*TEXTS, *LONG):
            self._read(name, str.strip)
        self._read("kind", _kind)
        self._read("year", _year)
        self._read("budget", lambda text: _money(text, currency))
        self._read("most_per_project", lambda text: _money(text, currency))
        self._read("owner", lambda text: record_named(text, Organisation, self.viewer) if text else None)
        for name in ("opens_at", "closes_at"):
            self._read(name, _moment)
        for name in ("workflow", "form", "rules"):
            self._read(name, self._procedure(name))
        dates = {}
        for name in date_names(str(self.values.get("workflow", self.call.workflow))):
            self._read(f"date.{name}", _moment)
            at = self.values.pop(f"date.{name}", None)
            if at is not None:
                dates[name] = at.isoformat()
        self.values["dates"] = dates
        return not self.faults

    def fields(self, lang: str) -> list[FormField]:
        """The fields, as typed or as the call holds them."""
        rows = [self._field(name, "text") for name in TEXTS] + [self._field(name, "long") for name in LONG]
        rows.append(self._field("kind", "choice", tuple((v, phrase(f"call.kind.{v}", lang)) for v in CallKind.values)))
        rows += [self._field(name, "text") for name in ("year", "budget", "most_per_project", "owner")]
        rows += [self._field(name, "moment") for name in ("opens_at", "closes_at")]
        rows += [self._field(name, "choice", _offered(name, lang)) for name in ("workflow", "form", "rules")]
        workflow = str(self.values.get("workflow", self.call.workflow))
        for name, words in date_names(workflow).items():
            rows.append(self._field(f"date.{name}", "moment", label=words.in_(lang)))
        return rows

    def _read(self, name: str, reader: Callable[[str], Any]) -> None:
        if self.sent is None or name not in self.sent:
            return
        try:
            self.values[name] = reader(plain(self.sent[name]).strip())
        except InputError as fault:
            self.faults[name] = fault

    def _procedure(self, name: str) -> Callable[[str], str]:
        return lambda text: getattr(self.call, name) if text in ("", AS_IT_IS) else shipped_procedure(name, text)

    def _field(self, name: str, typed: str, options: tuple[tuple[str, str], ...] = (), *, label: str = "") -> FormField:
        text = self.sent.get(name, "") if self.sent is not None else self._now(name)
        code = f"call.field.{name}"
        return FormField(name, code, typed, text, options, fault=self.faults.get(name), label=label)

    def _now(self, name: str) -> str:
        call = self.call
        if name.startswith("date."):
            at = call.dates.get(name.removeprefix("date."), "")
            return _moment_text(datetime.fromisoformat(at)) if at else ""
        value = getattr(call, name)
        if name in ("opens_at", "closes_at"):
            return _moment_text(value)
        if name in ("budget", "most_per_project"):
            return (
                ""
                if value is None
                else f"{in_currency(value, call.programme.currency):.{digits_of(call.programme.currency)}f}"
            )
        if name in ("workflow", "form", "rules"):
            return next(
                (one for one in shipped_procedures(name) if value and shipped_procedure(name, one) == value),
                "" if not value else AS_IT_IS,
            )
        return "" if value is None else str(value)


def _offered(name: str, lang: str) -> tuple[tuple[str, str], ...]:
    titles = [(one, title_of(name, shipped_procedure(name, one)).in_(lang)) for one in shipped_procedures(name)]
    return (("", phrase("call.none_chosen", lang)), *titles, (AS_IT_IS, phrase("call.as_it_is", lang)))


def _kind(text: str) -> str:
    if text not in CallKind.values:
        raise InputError("form.no_choice", given=text[:50])
    return text


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and FIRST <= int(text[:4]) <= LAST and len(text) <= 4):
        raise InputError("call.no_year", given=text[:20], first=FIRST, last=LAST)
    return int(text)


def _money(text: str, currency: str) -> int | None:
    if not text:
        return None
    units = smallest_units(text, currency)
    if units <= 0:
        raise InputError("ledger.not_positive")
    return units


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    for form in (MOMENT, "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"):
        try:
            return timezone.make_aware(datetime.strptime(text, form))
        except ValueError:
            continue
    raise InputError("call.no_moment", given=text[:40])


def _moment_text(at: datetime | None) -> str:
    return timezone.localtime(at).strftime(MOMENT) if at else ""
