"""What changed between two past states of a record, in words, as far as the viewer may read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import pairwise
from typing import Any

from django.db import models

from jialing.base import numbers
from jialing.base.phrases import phrase
from jialing.portal.accounts.models import User
from jialing.portal.common.access import Seen, Viewer, all_seen, seen_then, unsealed
from jialing.portal.registry.lists.cells import both_cell, name_cell, said_of
from jialing.portal.registry.lists.fields import column_of
from jialing.portal.registry.lists.spec import Shown

SILENT = frozenset({"edition", "updated_at", "created_at", "public_id"})
LONGEST = 300


@dataclass(frozen=True)
class FieldChange:
    """A field that differs: its phrase, what it said before and after in words ('–' for nothing), and both as values:
    codes, public ids of records; None for nothing, for data and for what the viewer may not see.
    """

    code: str
    before: str
    after: str
    field: str = ""
    old: Any = None
    new: Any = None


@dataclass(frozen=True)
class Change:
    """One saving: when, by whom (a name, as far as the viewer may read it; ``who`` is the account's public id), why,
    and which fields it changed.
    """

    at: datetime
    who: str
    by: str
    why: str
    is_first: bool
    fields: tuple[FieldChange, ...]


@dataclass
class Past:
    """Past states of one record, the newest first, for one viewer in one language.

    However many states: one query for the people, one for each column that leads to other records.
    """

    viewer: Viewer
    one: Seen
    rows: Sequence[Any]
    lang: str

    def changes(self, most: int) -> list[Change]:
        """Each saving with what it changed from the one before."""
        return [self._change(row, before) for row, before in pairwise([*self.rows, None])][:most]

    def difference(self, before: Any, after: Any) -> tuple[FieldChange, ...]:
        """Fields that differ between two states; those that the viewer may read now and in both."""
        may_read = self._readable(before) & self._readable(after) - SILENT
        columns = [c for c in self._columns if c.name in may_read]
        differing = [c for c in columns if getattr(before, c.attname, None) != getattr(after, c.attname, None)]
        return tuple(
            FieldChange(
                f"registry.field.{column.name}",
                self._said(column, before),
                self._said(column, after),
                column.name,
                self._value(column, before),
                self._value(column, after),
            )
            for column in differing
        )

    def _change(self, row: Any, before: Any) -> Change:
        who = str(row.history_user_id or "")
        return Change(
            at=row.history_date,
            who=who,
            by=self._people.get(who, phrase("registry.history.somebody", self.lang)) if who else "",
            why=row.history_change_reason or "",
            is_first=before is None,
            fields=self.difference(before, row) if before is not None else (),
        )

    def _readable(self, row: Any) -> frozenset[str]:
        return seen_then(self.one, row.instance).fields

    def _said(self, column: Any, row: Any) -> str:
        value = getattr(row, column.attname, None)
        if value in (None, "", {}, []):
            return numbers.UNKNOWN
        if isinstance(column, models.ForeignKey):
            other = self._others[column.name].get(value)
            return name_cell(other, self.lang).text if other else phrase("registry.hidden", self.lang)
        if isinstance(column, models.JSONField):
            return phrase("registry.history.data", self.lang)
        text = said_of(column_of(self.one.kind_name, column), value, self.lang)
        return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"

    def _value(self, column: Any, row: Any) -> Any:
        value = getattr(row, column.attname, None)
        if isinstance(column, models.ForeignKey):
            other = self._others[column.name].get(value or 0)
            return str(other) if other else None
        if value == "" or isinstance(column, models.JSONField):
            return None
        return value if isinstance(value, str | int | float | bool | None) else str(value)

    @cached_property
    def _columns(self) -> list[Any]:
        return [column for column in unsealed(self.one)._meta.concrete_fields if not column.primary_key]

    @cached_property
    def _others(self) -> Mapping[str, Mapping[int, Seen]]:
        led = [column for column in self._columns if isinstance(column, models.ForeignKey)]
        return {column.name: self._led_to(column) for column in led}

    def _led_to(self, column: Any) -> Mapping[int, Seen]:
        keys = {getattr(row, column.attname, None) for row in self.rows} - {None}
        if not keys or column_of(self.one.kind_name, column).shown is not Shown.RECORD:
            return {}
        found = all_seen(self.viewer, column.related_model._default_manager.filter(pk__in=keys))
        return {unsealed(one).pk: one for one in found}

    @cached_property
    def _people(self) -> Mapping[str, str]:
        return names_of_people(self.viewer, (str(row.history_user_id or "") for row in self.rows), self.lang)


def names_of_people(viewer: Viewer, public_ids: Iterable[str], lang: str) -> dict[str, str]:
    """Names of accounts, of those whose name the viewer may read."""
    wanted = {one for one in public_ids if one}
    found = all_seen(viewer, User.objects.filter(public_id__in=wanted)) if wanted else []
    return {str(one): both_cell(one, "name", lang).text for one in found if both_cell(one, "name", lang).text}
