"""A record as one viewer sees it. Pages, exports and answers of the interface get this, never the record itself."""

from __future__ import annotations

from typing import Any

from django.db.models import Manager, Model, QuerySet
from django.http import Http404

from jialing.errors import SchemaError
from jialing.portal.common.access.deciding import (
    HELD,
    MEMO,
    UNKNOWN,
    Known,
    acts,
    kind_of,
    readable,
    visible,
    with_relations,
)
from jialing.portal.common.access.declared import declaration
from jialing.portal.common.access.viewer import Viewer


class Hidden(AttributeError):
    """The viewer may not read this. A template shows nothing where it meets one."""


class Seen:
    """Only what the viewer may read: any other attribute is :class:`Hidden`, also those that no rule names.

    A field that leads to another record gives that record as the same viewer sees it.
    """

    __slots__ = ("_fields", "_record", "_viewer")

    def __init__(self, viewer: Viewer, record: Model) -> None:
        self._viewer = viewer
        self._record = record
        self._fields: frozenset[str] | None = None

    def __getattr__(self, name: str) -> Any:
        return field_of(self, name)

    @property
    def fields(self) -> frozenset[str]:
        """Names of what may be read."""
        if self._fields is None:
            self._fields = readable(self._viewer, self._record)
        return self._fields

    @property
    def acts(self) -> tuple[str, ...]:
        """What the viewer may do to it now, the likeliest first."""
        return acts(self._viewer, self._record)

    @property
    def kind_name(self) -> str:
        return kind_of(self._record).name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Seen) and other._record == self._record

    def __hash__(self) -> int:
        return hash(self._record)

    def __str__(self) -> str:
        """Its public id: names are fields like any other."""
        return str(getattr(self._record, "public_id", ""))


def field_of(seen: Seen, name: str) -> Any:
    """A field by its name, also where a property of :class:`Seen` has the same one (a platform's ``fields``)."""
    if name.startswith("_") or name not in seen.fields:
        raise Hidden(name)
    return _sealed(seen._viewer, getattr(seen._record, name))


def unsealed(seen: Seen | Part) -> Any:
    """The record or row behind: for actions and queries, never for templates."""
    return seen._row if isinstance(seen, Part) else seen._record


def seen(viewer: Viewer, record: Model) -> Seen:
    """The record as the viewer sees it."""
    return Seen(viewer, record)


def seen_then(now: Seen, then: Model) -> Seen:
    """The record as it stood once (same kind, same key), showing what the viewer may read of it both now and as it was.

    What was confidential then stays so, and what has become confidential is so for its past as well.
    """
    past = Seen(now._viewer, then)
    known = now._record.__dict__
    then.__dict__[MEMO] = known.setdefault(MEMO, {})  # what the viewer is to it is asked once
    if HELD in known:
        then.__dict__[HELD] = known[HELD]
    past._fields = past.fields & now.fields
    return past


def all_seen(viewer: Viewer, rows: QuerySet[Any], *, most: int | None = None, known: Known = UNKNOWN) -> list[Seen]:
    """Those of the records that the viewer may see (the first ``most`` of them), in one query.

    ``known``: relations that hold for all of them or for none, where the caller knows (what hangs on one record).
    """
    found = with_relations(viewer, visible(viewer, rows, known), most=most, known=known)
    return [Seen(viewer, one) for one in found]


def one_seen(viewer: Viewer, rows: QuerySet[Any], **wanted: object) -> Seen:
    """The one that is asked for. Raises Http404 both where it is not there and where the viewer may not see it."""
    found = all_seen(viewer, rows.filter(**wanted))
    if len(found) != 1:
        raise Http404
    return found[0]


class Part:
    """A row that belongs to a record and has no rules of its own (a name, a party): who may read the field that holds
    these rows may read their columns. What a column leads to is seen by its own rules.
    """

    __slots__ = ("_row", "_viewer")

    def __init__(self, viewer: Viewer, row: Model) -> None:
        self._viewer = viewer
        self._row = row

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self.fields:
            raise Hidden(name)
        return _sealed(self._viewer, getattr(self._row, name))

    @property
    def fields(self) -> frozenset[str]:
        """Names of its columns."""
        return frozenset(field.name for field in self._row._meta.concrete_fields)

    def __str__(self) -> str:
        return str(self._row)


def _sealed(viewer: Viewer, value: Any) -> Any:
    if isinstance(value, Model):
        if not _is_declared(type(value)):
            raise Hidden(value._meta.label)
        return Seen(viewer, value)
    if isinstance(value, Manager):
        return _rows_of(viewer, value)
    if isinstance(value, QuerySet) or callable(value):
        raise SchemaError("access.rows_behind_field", kind=str(value))
    return value


def _rows_of(viewer: Viewer, rows: Any) -> list[Seen] | list[Part]:
    """Rows that hang on a record: each by its own rules, or as parts of the record where its model has none."""
    if _is_declared(rows.model):
        return all_seen(viewer, rows.all())
    back = getattr(rows, "field", None)  # to the record itself, which is at hand
    led_to = [field.name for field in rows.model._meta.concrete_fields if field.is_relation and field is not back]
    return [Part(viewer, row) for row in rows.select_related(*led_to)]


def _is_declared(model: type[Model]) -> bool:
    return declaration().is_declared(model._meta.label)
