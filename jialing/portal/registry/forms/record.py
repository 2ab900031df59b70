"""The form of one record: the fields that this viewer may change, as typed, with what is wrong with each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.http import QueryDict

from jialing.errors import InputError, JialingError
from jialing.portal.common.access import Viewer, declaration, kind_of, model_of, writable
from jialing.portal.common.records import allowed_values
from jialing.portal.registry.forms.values import text_of, value_of
from jialing.portal.registry.lists.cells import word
from jialing.portal.registry.lists.spec import LISTS

NOT_TYPED = frozenset(
    {
        "state",
        "edition",
        "public_id",
        "is_invented",
        "lake_id",
        "lake_version",
        "lake_copy",
        "merged_into",
        "state_since",
    }
)
LONG = (models.TextField, models.JSONField)


@dataclass(frozen=True)
class FormField:
    """A field of a form: phrase, how it is typed (text, long, choice, day, number, email, url, place, record), what
    stands in it, what is wrong, and what somebody else wrote there meanwhile.
    """

    name: str
    code: str
    typed: str
    text: str
    options: tuple[tuple[str, str], ...] = ()
    longest: int | None = None
    fault: JialingError | None = None
    theirs: str | None = None
    label: str = ""


@dataclass
class RecordForm:
    """What was typed, the values it stands for, and what cannot be."""

    record: models.Model
    names: tuple[str, ...]
    viewer: Viewer
    sent: Mapping[str, str] | None = None
    values: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, JialingError] = field(default_factory=dict)
    error: JialingError | None = None

    def check(self) -> bool:
        """Read what was sent; whether all of it can be."""
        for name in self.names:
            if self.sent is None or name not in self.sent:
                continue
            try:
                self.values[name] = value_of(self.sent[name], _column(self.record, name), self.viewer)
            except InputError as fault:
                self.faults[name] = fault
        return not self.faults

    def fields(self, lang: str, *, since: models.Model | None = None) -> list[FormField]:
        """The fields as a page shows them; ``since`` is the record as somebody else saved it meanwhile."""
        return [self._field(name, lang, since) for name in self.names]

    def _field(self, name: str, lang: str, since: models.Model | None) -> FormField:
        column = _column(self.record, name)
        now = text_of(getattr(self.record, name), column)
        text = self.sent[name] if self.sent is not None and name in self.sent else now
        theirs = text_of(getattr(since, name), column) if since is not None else None
        return FormField(
            name=name,
            code=f"registry.field.{name}",
            typed=_typed(self.record, column),
            text=text,
            options=_options(self.record, column, lang),
            longest=getattr(column, "max_length", None),
            fault=self.faults.get(name),
            theirs=theirs if theirs is not None and theirs != text else None,
        )


def form_for(record: models.Model, viewer: Viewer, sent: QueryDict | None = None) -> RecordForm:
    """The form of a record: what the viewer may change of it, in the order of the model. A new record is judged as if
    it were the viewer's: whether it is, the action says once it is there.
    """
    allowed = writable(viewer, record) if record.pk else _all_fields(record)
    names = tuple(name for name in _typed_names(record) if name in allowed)
    given = None if sent is None else {name: sent.get(name, "") for name in names if name in sent}
    return RecordForm(record, names, viewer, given)


def _all_fields(record: models.Model) -> frozenset[str]:
    kind = kind_of(record)
    return frozenset().union(*(kind.groups[group] for group in kind.write))


def _typed_names(record: models.Model) -> Iterable[str]:
    for column in record._meta.concrete_fields:
        if column.name not in NOT_TYPED and column.editable and not column.primary_key:
            yield column.name


def _column(record: models.Model, name: str) -> Any:
    return record._meta.get_field(name)


def _typed(record: models.Model, column: Any) -> str:
    if column.name == "place_id":
        return "place"
    if isinstance(column, models.ForeignKey):
        return "record"
    if isinstance(column, models.BooleanField) or allowed_values(type(record), column.name):
        return "choice"
    kinds = {models.DateField: "day", models.EmailField: "email", models.URLField: "url"}
    found = next((word for kind, word in kinds.items() if isinstance(column, kind)), "")
    return found or ("long" if isinstance(column, LONG) else "text")


def _options(record: models.Model, column: Any, lang: str) -> tuple[tuple[str, str], ...]:
    if isinstance(column, models.BooleanField):
        both = (("yes", word("registry", "yes", lang)), ("no", word("registry", "no", lang)))
        return (("", word("registry", "unknown", lang)), *both) if column.null else both
    values = allowed_values(type(record), column.name)
    if not values:
        return ()
    empty = (("", word("registry", "unknown", lang)),) if column.blank else ()
    return (*empty, *((value, word(_codes(record, column.name), value, lang)) for value in values))


def _codes(record: models.Model, name: str) -> str:
    """The list of codes that words a column: its own enum's, else the one shared by kinds."""
    kind = kind_of(record).name
    columns = (column for spec in LISTS.values() if spec.kind == kind for column in spec.every)
    found = next((column.codes for column in columns if column.field == name and column.codes), "")
    return found or f"registry.{kind}_{name}"


def new_record(kind: str) -> models.Model:
    """An empty record of a kind, not saved."""
    return model_of(declaration().kinds[kind])()
