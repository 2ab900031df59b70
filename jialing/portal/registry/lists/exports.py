"""Lists as files: what the viewer sees, every record that fits, in batches, with machine-readable names of columns."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jialing.base.phrases import phrase
from jialing.base.sheet_cells import safe_cell
from jialing.figures import add_sheet
from jialing.portal.common.access import Seen, Viewer, all_seen, unsealed
from jialing.portal.registry.lists.asked import Asked
from jialing.portal.registry.lists.cells import cell_of, is_invented, led_to_by
from jialing.portal.registry.lists.rows import found_by, in_order, model
from jialing.portal.registry.lists.spec import NAME, Column, Shown

BATCH = 1_000
BOM = "\ufeff"


def csv_lines(viewer: Viewer, asked: Asked, lang: str) -> Iterator[str]:
    """UTF-8 with a byte-order mark (spreadsheets ask for it), a head in words, then a line for each record."""
    columns = asked.columns or asked.spec.columns
    yield BOM + _line(_heads(columns, lang))
    for row in rows_of(viewer, asked, lang):
        yield _line([safe_cell(value) for value in row])


def workbook(viewer: Viewer, asked: Asked, lang: str) -> bytes:
    """The list as an Excel file, text as text."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    columns = asked.columns or asked.spec.columns
    rows: Iterator[list[Any]] = iter([_heads(columns, lang)])
    add_sheet(
        book,
        phrase(f"registry.list.{asked.spec.slug.replace('-', '_')}", lang)[:31],
        _chained(rows, rows_of(viewer, asked, lang)),
    )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def json_lines(viewer: Viewer, asked: Asked, lang: str) -> Iterator[str]:
    """One array of objects: values by the names of fields, codes as codes, days as ISO 8601, null where unknown.

    The columns chosen; what the viewer may not read is not there.
    """
    yield "["
    for n, (_, said) in enumerate(objects(viewer, asked, lang)):
        yield (",\n" if n else "\n") + json.dumps(said, ensure_ascii=False, default=str)
    yield "\n]\n"


def geojson_lines(viewer: Viewer, asked: Asked, lang: str) -> Iterator[str]:
    """A FeatureCollection (RFC 7946): a point or boundary where the record has one, else no geometry."""
    yield '{"type": "FeatureCollection", "features": ['
    for n, (one, said) in enumerate(objects(viewer, asked, lang)):
        feature = {"type": "Feature", "id": str(one), "geometry": _geometry(one), "properties": said}
        yield (",\n" if n else "\n") + json.dumps(feature, ensure_ascii=False, default=str)
    yield "\n]}\n"


def rows_of(viewer: Viewer, asked: Asked, lang: str) -> Iterator[list[Any]]:
    """Cells as text and numbers; both names stand in two columns, and the last says whether the record is invented."""
    columns = asked.columns or asked.spec.columns
    for batch in _in_batches(viewer, asked, lang):
        led_to = _led_to(viewer, batch, columns)
        for one in batch:
            cells = (value for c in columns for value in _values(one, c, lang, led_to.get(c.field, {})))
            yield [str(one), *cells, phrase("registry.yes" if is_invented(one) else "registry.no", lang)]


def objects(viewer: Viewer, asked: Asked, lang: str) -> Iterator[tuple[Seen, dict[str, Any]]]:
    """Every record that fits with what :func:`plain` says of it, one after the other; memory is that of a batch."""
    columns = asked.columns or asked.spec.columns
    for batch in _in_batches(viewer, asked, lang):
        led_to = _led_to(viewer, batch, columns)
        yield from ((one, plain(one, columns, led_to)) for one in batch)


def plain(one: Seen, columns: Sequence[Column], led_to: Mapping[str, Mapping[int, Seen]]) -> dict[str, Any]:
    """The columns that the viewer may read, by the names of their fields; ``words`` says codes and places in words."""
    found: dict[str, Any] = {"id": str(one), "is_invented": is_invented(one)}
    words: dict[str, dict[str, str]] = {}
    for column in columns:
        found.update(_plain(one, column, led_to.get(column.field, {})))
        if column.shown in (Shown.WORD, Shown.PLACE) and found.get(column.field):
            words[column.field] = {lang: cell_of(one, column, lang).text for lang in ("en", "zh")}
    return found | ({"words": words} if words else {})


def _plain(one: Seen, column: Column, led_to: Mapping[int, Seen]) -> dict[str, Any]:
    if column.shown is Shown.NAME:
        return {name: _known(getattr(one, name)) for name in ("name_en", "name_zh") if name in one.fields}
    if column.field not in one.fields:
        return {}
    if column.shown is Shown.RECORD:
        other = led_to.get(getattr(unsealed(one), f"{column.field}_id") or 0)
        return {column.field: None if other is None else {"id": str(other), **_plain(other, NAME, {})}}
    return {column.field: _known(getattr(one, column.field))}


def _led_to(viewer: Viewer, batch: list[Seen], columns: Sequence[Column]) -> dict[str, dict[int, Seen]]:
    return {c.field: led_to_by(viewer, batch, c) for c in columns if c.shown is Shown.RECORD}


def _in_batches(viewer: Viewer, asked: Asked, lang: str) -> Iterator[list[Seen]]:
    keys = list(in_order(viewer, found_by(viewer, asked), asked, lang).values_list("pk", flat=True))
    rows = model(asked)._default_manager
    for at in range(0, len(keys), BATCH):
        some = keys[at : at + BATCH]
        found = {unsealed(one).pk: one for one in all_seen(viewer, rows.filter(pk__in=some))}
        yield [found[key] for key in some if key in found]


def _values(one: Seen, column: Column, lang: str, led_to: Any) -> list[Any]:
    if column.shown is Shown.NAME:
        return [getattr(one, name) if name in one.fields else "" for name in ("name_en", "name_zh")]
    if column.field not in one.fields:
        return [phrase("registry.hidden", lang)]
    if column.shown is Shown.NUMBER:
        return [getattr(one, column.field)]
    if column.shown is Shown.DAY:
        value = getattr(one, column.field)
        return [value.isoformat() if value else None]
    cell = cell_of(one, column, lang, led_to)
    return [None if cell == type(cell)() else cell.text]


def _heads(columns: tuple[Column, ...], lang: str) -> list[Any]:
    found: list[Any] = ["id"]
    for column in columns:
        names = ("name_en", "name_zh") if column.shown is Shown.NAME else (column.field,)
        found += [phrase(f"registry.field.{name}", lang) for name in names]
    return [*found, phrase("registry.field.is_invented", lang)]


def _geometry(one: Seen) -> dict[str, Any] | None:
    if {"lat", "lng"} <= one.fields and one.lat is not None and one.lng is not None:
        return {"type": "Point", "coordinates": [one.lng, one.lat]}
    if "boundary" in one.fields and one.boundary:
        return dict(one.boundary)
    return None


def _known(value: Any) -> Any:
    return None if value == "" else value


def _line(values: list[Any]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(values)
    return out.getvalue()


def _chained(first: Iterator[list[Any]], rest: Iterator[list[Any]]) -> Iterator[list[Any]]:
    yield from first
    yield from rest


__all__ = ["csv_lines", "geojson_lines", "json_lines", "workbook"]
