"""From what a browser sends to a value of a column, and back; what cannot be is an InputError, shown at its field."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.db.models import Q

from jialing.base.typed import plain
from jialing.errors import InputError
from jialing.portal.common.access import Viewer, area_prefix, visible
from jialing.portal.common.records import allowed_values
from jialing.portal.registry.lists.cells import place_name
from jialing.schema import counties, places

MOST_NAMED = 5
FIRST_YEAR, LAST_YEAR = 1000, 2999
"""A day beyond them is a slip of the keyboard, and no term or deadline can be counted from it."""


def value_of(text: str, column: models.Field[Any, Any], viewer: Viewer) -> Any:
    """The value that a text stands for in a column.

    Raises InputError ``form.*`` (not a number, not a day, no such place, several records of this name ...).
    """
    cleaned = plain(text)
    if isinstance(column, models.ForeignKey):
        return _record(cleaned, column, viewer)
    if isinstance(column, models.BooleanField):
        return _yes(cleaned, column)
    if not cleaned and column.null:
        return None
    return next((read(cleaned, column) for kind, read in _READERS.items() if isinstance(column, kind)), cleaned)


def text_of(value: Any, column: models.Field[Any, Any]) -> str:
    """What a form shows of a value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, models.Model):
        return str(getattr(value, "name_zh", "") or getattr(value, "name_en", "") or value)
    if isinstance(column, models.JSONField):
        return json.dumps(value, ensure_ascii=False)
    return _place_text(str(value)) if column.name == "place_id" else str(value)


def _place_text(place_id: str) -> str:
    """A place by the name that leads back to it, else by its code."""
    name = place_name(place_id, "zh")
    return name if _places().get(_folded(name)) == (place_id,) else place_id


def place_named(text: str, *, within: Collection[str] = ()) -> str:
    """The id of a place by its id or one of its names; '' for none.

    Of several places of one name (江北区 in Chongqing and in Ningbo) the one in ``within`` (place ids) is meant, where
    only one lies there.

    Raises InputError ``form.no_place`` (given), ``form.several_places`` (given, names).
    """
    if not text:
        return ""
    known = _places()
    found = known.get(_folded(text), ())
    areas = tuple(area_prefix(one) for one in within if one.startswith("CN-"))
    if len(found) > 1 and areas:
        found = tuple(one for one in found if one.startswith(areas)) or found
    if len(found) == 1:
        return found[0]
    if not found:
        raise InputError("form.no_place", given=text[:50])
    names = ", ".join(f"{place_name(one, 'zh')} ({one})" for one in found[:MOST_NAMED])
    raise InputError("form.several_places", given=text[:50], names=names)


@cache
def _places() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for place in places():
        names = (place.place_id, place.name_en, place.name_zh, *place.aliases)
        for name in names:
            found.setdefault(_folded(name), set()).add(place.place_id)
        if place.place_id.startswith("CN-") and place.kind != "municipality":
            for name in (place.province_en, place.province_zh, f"{place.province_zh}省"):
                found.setdefault(_folded(name), set()).add(f"{place.place_id[:5]}0000")
    for one in counties():
        if one.code:
            for name in (f"CN-{one.code}", one.name_zh):
                found.setdefault(_folded(name), set()).add(f"CN-{one.code}")
    return {name: tuple(sorted(ids)) for name, ids in found.items() if name}


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _record(text: str, column: Any, viewer: Viewer) -> models.Model | None:
    return record_named(text, column.related_model, viewer) if text else None


def record_named(text: str, model: type[Any], viewer: Viewer) -> models.Model:
    """The record that a text names: by its id, its social credit code or a name, among what the viewer may see.

    Raises InputError ``form.no_record`` (given), ``form.several_records`` (given, names).
    """
    names = {field.name for field in model._meta.concrete_fields}
    exact = Q(public_id=text)
    for name in ("uscc", "lake_id", "name_en", "name_zh"):
        exact |= Q(**{name: text}) if name in names else Q()
    rows = list(visible(viewer, model._default_manager.filter(exact))[: MOST_NAMED + 1])
    if len(rows) == 1:
        return rows[0]
    if not rows:
        raise InputError("form.no_record", given=text[:100])
    said = ", ".join(f"{row} ({row.public_id})" for row in rows[:MOST_NAMED])
    raise InputError("form.several_records", given=text[:100], names=said)


def _yes(text: str, column: Any) -> bool | None:
    if text in ("yes", "no"):
        return text == "yes"
    return None if column.null else False


def _number(kind: Callable[[str], Any]) -> Callable[[str, Any], Any]:
    def read(text: str, _: Any) -> Any:
        try:
            value = kind(unicodedata.normalize("NFKC", text).replace(",", ""))
        except (ValueError, InvalidOperation) as error:
            raise InputError("form.no_number", given=text[:50]) from error
        if value != value or abs(value) >= TOO_LARGE:
            raise InputError("form.no_number", given=text[:50])
        return value

    return read


TOO_LARGE = 10**18
"""No amount, size or count is as large. ``1e999999`` is eight characters, and as a whole number a million digits."""


def number_of(text: str) -> Decimal:
    """A number as people write it. Raises InputError ``form.no_number`` (given)."""
    found: Decimal = _number(Decimal)(text, None)
    return found


def day_of(text: str) -> date:
    """A day as people write it: 2023-03-08, 2023/3/8, 2023.3.8. Raises InputError ``form.no_day`` (given)."""
    for separator in ("-", "/", "."):
        parts = unicodedata.normalize("NFKC", text).split(separator)
        if len(parts) == 3 and all(part.isdigit() for part in parts):
            try:
                found = date(int(parts[0]), int(parts[1]), int(parts[2]))
            except ValueError:
                break
            if FIRST_YEAR <= found.year <= LAST_YEAR:
                return found
    raise InputError("form.no_day", given=text[:50])


def _json(text: str, _: Any) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError("form.no_json", given=text[:50]) from error


def _email(text: str, _: Any) -> str:
    if not text:
        return ""
    try:
        validate_email(text)
    except ValidationError as error:
        raise InputError("form.no_email", given=text[:100]) from error
    return text


def _url(text: str, _: Any) -> str:
    if not text:
        return ""
    address = text if "://" in text else f"https://{text}"
    if not address.startswith(("http://", "https://")) or any(c.isspace() for c in address) or "." not in address:
        raise InputError("form.no_url", given=text[:100])
    return address


def _text(text: str, column: Any) -> str:
    if column.name == "place_id":
        return place_named(text)
    allowed = allowed_values(column.model, column.name)
    if allowed and text not in allowed and not (text == "" and column.blank):
        raise InputError("form.no_choice", given=text[:50])
    if column.max_length and len(text) > column.max_length:
        raise InputError("form.too_long", n=len(text), most=column.max_length)
    return text


# The first kind that fits decides: e-mail and address before text, of which they are kinds.
_READERS: Mapping[type[Any], Callable[[str, Any], Any]] = {
    models.DateField: lambda text, _: day_of(text),
    models.FloatField: _number(float),
    models.DecimalField: _number(Decimal),
    models.IntegerField: _number(int),
    models.JSONField: _json,
    models.EmailField: _email,
    models.URLField: _url,
    models.CharField: _text,
}
