"""A record as one viewer sees it. Pages, exports and answers of the interface get this, never the record itself."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404

from jialing.errors import SchemaError
from jialing.portal.common.access.deciding import acts, kind_of, readable, visible, with_relations, writable
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
        if name.startswith("_") or name not in self.fields:
            raise Hidden(name)
        value = getattr(self._record, name)
        if callable(value) and not isinstance(value, type):
            value = value()
        return _sealed(self._viewer, value)

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
    def changeable(self) -> frozenset[str]:
        """Names of what the viewer may change."""
        return writable(self._viewer, self._record)

    @property
    def kind_name(self) -> str:
        return kind_of(self._record).name

    @property
    def hides(self) -> bool:
        """Whether something of this record is kept from the viewer."""
        kind = kind_of(self._record)
        return len(self.fields) < sum(len(names) for names in kind.groups.values())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Seen) and other._record == self._record

    def __hash__(self) -> int:
        return hash(self._record)

    def __str__(self) -> str:
        """Its public id: names are fields like any other."""
        return str(getattr(self._record, "public_id", ""))


def unsealed(seen: Seen) -> Any:
    """The record behind: for actions and queries, never for templates."""
    return seen._record


def seen(viewer: Viewer, record: Model) -> Seen:
    """The record as the viewer sees it."""
    return Seen(viewer, record)


def all_seen(viewer: Viewer, rows: QuerySet[Any]) -> list[Seen]:
    """Those of the records that the viewer may see, in one query."""
    return [Seen(viewer, one) for one in with_relations(viewer, visible(viewer, rows))]


def one_seen(viewer: Viewer, rows: QuerySet[Any], **wanted: object) -> Seen:
    """The one that is asked for. Raises Http404 both where it is not there and where the viewer may not see it."""
    found = all_seen(viewer, rows.filter(**wanted))
    if len(found) != 1:
        raise Http404
    return found[0]


def _sealed(viewer: Viewer, value: Any) -> Any:
    if isinstance(value, Model):
        if not _is_declared(value):
            raise Hidden(value._meta.label)
        return Seen(viewer, value)
    if isinstance(value, QuerySet):
        raise SchemaError("access.rows_behind_field", kind=value.model._meta.label)
    if isinstance(value, list | tuple) and any(isinstance(one, Model) for one in value):
        return [_sealed(viewer, one) for one in value]
    return value


def _is_declared(record: Model) -> bool:
    return any(kind.model.lower() == record._meta.label_lower for kind in declaration().kinds.values())
