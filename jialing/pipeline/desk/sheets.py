"""The queue as a sheet for a spreadsheet, and decisions back from one: every row is checked before any is written."""

from __future__ import annotations

import csv
import hashlib
import io
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from jialing.base.phrases import catalogue, phrase
from jialing.base.sheet_cells import as_written, safe_cell
from jialing.errors import InputError, JialingError
from jialing.lake import Decision, whole_file
from jialing.pipeline.desk.actions import Verdict, prepared, rows_of
from jialing.pipeline.desk.opening import Desk
from jialing.pipeline.desk.organisations import NewOrganisationForm, add_organisation, checked
from jialing.pipeline.desk.queue import item, queue
from jialing.pipeline.desk.records import Filter, Item, OpenString
from jialing.pipeline.desk.writing import append, require_reviewer, stamp

SHOWN = (
    "key", "group", "affiliation", "n_would_place", "n_works", "state", "place_id", "because",
    "proposal_1", "proposal_1_name", "proposal_1_probability", "proposal_2", "proposal_2_name",
)  # fmt: skip
ASKED = (
    "action", "org_ids", "reason", "decided_place_id", "note", "name_en", "name_zh", "kind", "organisation_place_id",
    "country_code", "parent_id", "website", "acronym", "aliases", "established",
)  # fmt: skip
"""Columns that the reviewer fills; a row without an action is passed over."""
BOM = "\ufeff"
MOST_BYTES = 50 << 20


@dataclass(frozen=True)
class RowError:
    """A row (its line in the sheet, the head is 1) that cannot be taken, and why: phrase code and params."""

    row: int
    error: JialingError


@dataclass(frozen=True)
class ImportReport:
    """What a sheet holds, and what came of it.

    Attributes
    ----------
    n_rows : rows with an action
    n_passed_over : rows without one
    decisions : what was written, or (dry run) would be
    errors : rows that cannot be taken; where there is one, nothing is written
    is_dry_run : nothing was to be written
    """

    n_rows: int
    n_passed_over: int
    decisions: tuple[Decision, ...]
    errors: tuple[RowError, ...]
    is_dry_run: bool


def key_of(affiliation: str) -> str:
    """Sixteen hex digits that find a string again after a spreadsheet has touched it."""
    return hashlib.sha256(affiliation.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def export_queue(desk: Desk, wanted: Filter, path: Path, *, lang: str = "en") -> int:
    """Write the open strings of the first ``wanted.size`` groups as CSV (UTF-8 with its mark, so spreadsheets read it).

    Returns the rows written. Raises InputError ``desk.bad_filter``, ``lake.no_folder``; WrongState ``lake.disk_full``.
    """
    lines = queue(desk, wanted).lines
    rows = [row for line in lines for row in _rows(item(desk, line.group_no, below=wanted.below), lang)]
    with whole_file(path) as file:
        file.write((BOM + _csv([(*SHOWN, *ASKED), *rows])).encode("utf-8", "replace"))
    return len(rows)


def _rows(group: Item, lang: str) -> Iterable[Sequence[object]]:
    for string in group.strings:
        yield (*_shown(group, string, lang), *("" for _ in ASKED))


def _shown(group: Item, string: OpenString, lang: str) -> list[object]:
    words = phrase(string.because, lang, **string.params) if string.because in catalogue() else string.because
    where = string.place_id or ""
    said: list[object] = [
        key_of(string.affiliation), group.group_no, string.affiliation, string.n_would_place, string.n_works,
        string.state, where, words,
    ]  # fmt: skip
    first, second = (*group.proposals, None, None)[:2]
    names = [
        (p.card.org_id, p.card.name_zh if lang == "zh" else p.card.name_en) if p else ("", "") for p in (first, second)
    ]
    probability = first.probability if first is not None and first.probability is not None else ""
    return [*said, *names[0], probability, *names[1]]


def _csv(rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([[safe_cell(v) for v in row] for row in rows])
    return out.getvalue()


def import_decisions(desk: Desk, path: Path, *, is_dry_run: bool = False, at: datetime | None = None) -> ImportReport:
    """Take decisions from a sheet: all of its rows or, where one is wrong, none.

    Raises
    ------
    InputError
        ``pipeline.no_reviewer``, ``desk.sheet_unreadable`` (file, reason), ``desk.sheet_columns`` (file, missing).
    """
    require_reviewer(desk.by)
    rows = _read(path)
    asked = [(number, row) for number, row in rows if row.get("action", "").strip()]
    verdicts, errors = _verdicts(desk, asked, stamp(at))
    made: tuple[Decision, ...] = tuple(d for _, d in verdicts)
    if not errors and not is_dry_run and made:
        made = _write(desk, verdicts, stamp(at))
    return ImportReport(len(asked), len(rows) - len(asked), made, tuple(errors), is_dry_run)


def _read(path: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        content = path.read_bytes()
        if len(content) > MOST_BYTES:
            raise ValueError("too large")
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        rows = [(reader.line_num, {k: as_written(v or "") for k, v in row.items() if k}) for row in reader]
    except (OSError, ValueError, csv.Error) as error:
        raise InputError("desk.sheet_unreadable", file=str(path), reason=str(error)) from error
    heads = set(reader.fieldnames or ())
    if "action" not in heads or not heads & {"key", "affiliation"}:
        raise InputError("desk.sheet_columns", file=str(path), missing="action, key")
    return rows


_Made = tuple[Verdict, Decision]


def _verdicts(
    desk: Desk, asked: Sequence[tuple[int, Mapping[str, str]]], at: str
) -> tuple[list[_Made], list[RowError]]:
    keys = _keys(desk) if any(row.get("key") for _, row in asked) else {}
    rows = rows_of(desk, [_affiliation(row, keys) for _, row in asked])
    made: list[_Made] = []
    errors: list[RowError] = []
    seen: dict[str, int] = {}
    for number, row in asked:
        try:
            verdict = _verdict(desk, row, keys)
            decision = prepared(desk, verdict, at=at, rows=rows)[0]
            if verdict.organisation is not None and verdict.action == "new":
                checked(desk, verdict.organisation, at=at)
            if decision.affiliation in seen:
                raise InputError("desk.row_twice", row=seen[decision.affiliation])
            seen[decision.affiliation] = number
            made.append((verdict, decision))
        except JialingError as error:
            errors.append(RowError(number, error))
    return made, errors


def _keys(desk: Desk) -> dict[str, str]:
    return {key_of(r["affiliation"]): r["affiliation"] for r in desk.rows("SELECT affiliation FROM affiliations")}


def _affiliation(row: Mapping[str, str], keys: Mapping[str, str]) -> str:
    return keys.get(row.get("key", "").strip()) or row.get("affiliation", "")


def _verdict(desk: Desk, row: Mapping[str, str], keys: Mapping[str, str]) -> Verdict:
    said = {name: row.get(name, "").strip() for name in ASKED}
    action = said["action"].casefold()
    return Verdict(
        affiliations=(_affiliation(row, keys),),
        action=action,
        org_ids=tuple(said["org_ids"].replace(";", " ").split()) if action != "new" else (),
        reason=said["reason"],
        place_id=desk.place_named(said["decided_place_id"]) or None,
        note=said["note"],
        organisation=_form(desk, said) if action == "new" else None,
    )


def _form(desk: Desk, said: Mapping[str, str]) -> NewOrganisationForm:
    names = ("name_en", "name_zh", "kind", "country_code", "parent_id", "website", "acronym")
    return NewOrganisationForm(
        **{name: said[name] for name in names},  # type: ignore[arg-type]
        place_id=desk.place_named(said["organisation_place_id"]),
        aliases=tuple(a for a in said["aliases"].split(";") if a.strip()),
        established=_year(said["established"]),
        note=said["note"],
    )


def _year(text: str) -> int | None:
    if text and not (text.isascii() and text.isdigit()):
        raise InputError("desk.bad_year", given=text)
    return int(text) if text else None


def _write(desk: Desk, verdicts: Sequence[_Made], at: str) -> tuple[Decision, ...]:
    """Organisations first: a crash in between leaves an organisation that nobody names, not the reverse."""
    batch = secrets.token_hex(4)
    added: dict[tuple[str, str], str] = {}
    made = []
    for verdict, decision in verdicts:
        form = verdict.organisation
        if form is not None:
            name = (form.name_en.casefold(), form.name_zh)
            if name not in added:
                added[name] = add_organisation(desk, form, at=at).org_id
            decision = replace(decision, org_ids=(added[name],))
        made.append(replace(decision, batch=batch))
    return append(desk.lake, lambda _: made)
