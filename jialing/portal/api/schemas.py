"""The description of what is sent and answered, made from the models, the declaration of access and the acts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

from django.db import models
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, create_model

from jialing.portal.common.access import VISITOR, Kind, declaration, may_sort, model_of
from jialing.portal.common.records import allowed_values
from jialing.portal.registry.forms.deeds import Deed, Input
from jialing.portal.registry.forms.record import NOT_TYPED
from jialing.portal.registry.lists.rows import NAMES
from jialing.portal.registry.lists.spec import Column, ListSpec, Shown

MOST = 100
USUAL = 50
LONG_TEXT = 50_000
ID = r"^[23456789bcdfghjkmnpqrstvwxz]{10}$"
STRICT = ConfigDict(extra="forbid", strict=True)
_INTEGERS: Mapping[type[Any], tuple[int, int]] = {
    models.PositiveSmallIntegerField: (0, 32_767),
    models.SmallIntegerField: (-32_768, 32_767),
    models.PositiveIntegerField: (0, 2_147_483_647),
    models.IntegerField: (-2_147_483_648, 2_147_483_647),
}


def _iso_day(text: str) -> str:
    found = date.fromisoformat(text)
    if found.isoformat() != text:
        raise ValueError
    return text


def _digits(text: Any) -> Any:
    if not (isinstance(text, int) or (isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 9)):
        raise ValueError
    return int(text)


Day = Annotated[str, AfterValidator(_iso_day), WithJsonSchema({"type": "string", "format": "date"})]
PublicId = Annotated[str, WithJsonSchema({"type": "string", "pattern": ID, "title": "Public id"})]
Limit = Annotated[
    int,
    BeforeValidator(_digits),
    Field(ge=1, le=MOST),
    WithJsonSchema(
        {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL, "description": "Records on a page."}
    ),
]
Anything = Annotated[Any, WithJsonSchema({})]
EditionHeader = Annotated[
    str, WithJsonSchema({"type": "string", "pattern": r'^(W/)?"?e[0-9]{1,9}(\.[0-9a-f]+)?"?$', "maxLength": 60})
]


class Reference(BaseModel):
    """A record that another one names."""

    id: str
    kind_name: str
    url: str | None
    name_en: str | None = None
    name_zh: str | None = None


class Problem(BaseModel):
    """What went wrong (RFC 9457). ``code`` is stable; ``detail`` is in the language of Accept-Language."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    params: dict[str, Any]
    request_id: str
    errors: list[dict[str, Any]] | None = None


class Change(BaseModel):
    """One saving of a record."""

    at: str
    by: str | None
    why: str | None
    is_first: bool
    fields: list[dict[str, Any]]


class History(BaseModel):
    """Savings, the newest first."""

    items: list[Change]


def title_of(kind: str) -> str:
    """``zone_entry`` -> ``ZoneEntry``."""
    return "".join(part.capitalize() for part in kind.split("_"))


@cache
def record_model(kind_name: str) -> type[BaseModel]:
    """A record as answered: each field may be missing (not for this viewer) or null (unknown)."""
    kind = declaration().kinds[kind_name]
    fields: dict[str, Any] = {
        "id": (str, ...), "kind_name": (str, ...), "url": (str | None, ...), "acts": (list[str], []),
        "place": (dict[str, str] | None, None),
    }  # fmt: skip
    names = sorted(frozenset().union(*kind.groups.values()) - {"public_id"})
    fields |= {name: (_answered(kind, name), None) for name in names}
    return _model(title_of(kind_name), fields)


@cache
def page_model(kind_name: str) -> type[BaseModel]:
    """A page of a list."""
    return create_model(
        f"{title_of(kind_name)}Page",
        items=(list[record_model(kind_name)], ...),  # type: ignore[misc, arg-type]
        next=(str | None, Field(description="Cursor of the next page; null after the last.")),
    )


@cache
def body_model(kind_name: str, *, is_new: bool) -> type[BaseModel]:
    """What may be written: the fields of groups that somebody may write. Whether this viewer may, the answer says."""
    fields: dict[str, Any] = {name: (_sent(column), None) for name, column in writable_columns(kind_name).items()}
    fields["why"] = (Annotated[str, Field(max_length=1_000, description="The reason, kept with the change.")], "")
    return _model(f"{title_of(kind_name)}{'New' if is_new else 'Edit'}", fields, config=STRICT)


def writable_columns(kind_name: str) -> dict[str, models.Field[Any, Any]]:
    """Columns that people write, by name."""
    kind = declaration().kinds[kind_name]
    allowed = frozenset().union(*(kind.groups[group] for group in kind.write))
    return {
        column.name: column
        for column in model_of(kind)._meta.concrete_fields
        if column.name in allowed and column.name not in NOT_TYPED and not column.primary_key
        and not isinstance(column, models.DateTimeField)
    }  # fmt: skip


def act_model(name: str, deed: Deed) -> type[BaseModel]:
    """What an act asks for."""
    fields: dict[str, Any] = {}
    for one in deed.inputs:
        asked = _input(one)
        fields[one.name] = (asked, ...) if one.is_required else (asked | None, None)
    return _model("".join(title_of(part) for part in name.split(".")), fields, config=STRICT)


@cache
def filter_model(spec: ListSpec) -> type[BaseModel]:
    """What a list can be asked."""
    fields: dict[str, Any] = {name: (asked | None, None) for name, asked in _filters(spec)}
    orders = [column.field for column in spec.every if _is_sortable(spec, column)]
    both = tuple(f"{sign}{name}" for name in orders for sign in ("", "-"))
    names = "|".join(dict.fromkeys(column.field for column in spec.every))
    fields |= {
        "q": (Annotated[str, Field(max_length=200, description="Part of a name.")] | None, None),
        "order": (Literal[both] | None, None),
        "fields": (Annotated[str, Field(pattern=rf"^({names})(,({names}))*$", max_length=1_000)] | None, None),
        "cursor": (Annotated[str, Field(pattern=r"^[A-Za-z0-9_.:-]+$", max_length=4_000)] | None, None),
        "limit": (Limit, USUAL),
    }
    return _model(f"{title_of(spec.kind)}Filters", fields)


def names_of(asked: type[BaseModel]) -> tuple[str, ...]:
    """Names of parameters."""
    return tuple(asked.model_fields)


def _filters(spec: ListSpec) -> Iterator[tuple[str, Any]]:
    kind = model_of(declaration().kinds[spec.kind])
    for column in spec.filters:
        if column.shown is Shown.DAY:
            yield from ((f"{column.field}_{end}", Day) for end in ("from", "to"))
        elif column.shown is Shown.YES:
            yield column.field, Literal["yes", "no"]
        elif column.shown is Shown.PLACE:
            yield (
                column.field,
                Annotated[str, Field(pattern=r"^[A-Z]{2}-[0-9A-Z]{1,10}$", description="There or below.")],
            )
        else:
            values = allowed_values(kind, column.field)
            yield column.field, Literal[values] if values else Annotated[str, Field(min_length=1, max_length=100)]


def _is_sortable(spec: ListSpec, column: Column) -> bool:
    """Orders that everybody may ask for."""
    names = NAMES["en"] if column.shown is Shown.NAME else (column.field,)
    return column.shown is not Shown.RECORD and all(may_sort(VISITOR, spec.kind, name) for name in names)


def _input(one: Input) -> Any:
    if one.typed == "day":
        return Day
    if one.typed == "number":
        return Annotated[float, Field(ge=-1e12, le=1e12, allow_inf_nan=False)]
    if one.typed == "choice" and one.rows is None and not callable(one.options):
        return Literal[one.options]
    return Annotated[
        str, Field(max_length=LONG_TEXT if one.typed == "long" else 1_000, min_length=int(one.is_required))
    ]


def _sent(column: Any) -> Any:
    asked = _sent_value(column)
    can_be_none = column.null or isinstance(column, models.ForeignKey)
    return asked | None if can_be_none else asked


def _sent_value(column: Any) -> Any:
    if isinstance(column, models.ForeignKey):
        return Annotated[str, Field(max_length=300, description="Public id, social credit code or exact name.")]
    if isinstance(column, models.BooleanField):
        return bool
    values = allowed_values(column.model, column.name)
    if values:
        return Literal[(*values, "")] if column.blank else Literal[values]
    if isinstance(column, models.DateField):
        return Day
    for kind, (least, most) in _INTEGERS.items():
        if isinstance(column, kind):
            return Annotated[int, Field(ge=least, le=most)]
    if isinstance(column, models.FloatField | models.DecimalField):
        return Annotated[float, Field(ge=-1e12, le=1e12, allow_inf_nan=False)]
    if isinstance(column, models.JSONField):
        return dict[str, Any]
    return Annotated[str, Field(max_length=column.max_length or LONG_TEXT)]


def _answered(kind: Kind, name: str) -> Any:
    columns = {column.name: column for column in model_of(kind)._meta.concrete_fields}
    column = columns.get(name)
    if column is None:
        return list[dict[str, Any]] | None
    if isinstance(column, models.ForeignKey):
        return Reference | None
    if isinstance(column, models.BooleanField):
        return bool | None
    if isinstance(column, models.IntegerField):
        return int | None
    if isinstance(column, models.FloatField):
        return float | None
    return Anything if isinstance(column, models.JSONField) else str | None


def _model(name: str, fields: Mapping[str, Any], *, config: ConfigDict | None = None) -> type[BaseModel]:
    made: type[BaseModel] = create_model(name, __config__=config, **dict(fields))
    return made
