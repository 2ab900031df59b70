"""Two versions of answers compared, and three brought together: nothing that anybody typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jialing.procedure.forms.answers import ROW_ID
from jialing.procedure.forms.conditions import is_filled
from jialing.procedure.forms.types import Answers, Form
from jialing.procedure.said import Words


@dataclass(frozen=True)
class Change:
    """One answer that differs. ``old`` or ``new`` is None where it was not there; ``path`` as of a `Problem`.

    Rows that have an id stand in the path by it.
    """

    path: str
    words: Words
    old: object
    new: object

    @property
    def kind(self) -> str:
        """``added``, ``removed`` or ``changed``."""
        if self.old is None:
            return "added"
        return "removed" if self.new is None else "changed"


@dataclass(frozen=True)
class Conflict:
    """An answer that two people changed in different ways; None: it was not there, or was taken out."""

    path: str
    words: Words
    base: object
    mine: object
    theirs: object


@dataclass(frozen=True)
class Merged:
    """What came of two people's typing. In a conflict ``answers`` keeps theirs, saved first; mine stands in it."""

    answers: dict[str, object]
    conflicts: tuple[Conflict, ...]


def compare(form: Form, older: Answers, newer: Answers) -> tuple[Change, ...]:
    """What differs between two versions, in the form's order; rows with an id are the same row wherever they stand."""
    before, after = _leaves(older), _leaves(newer)
    paths = sorted({*before, *after}, key=lambda path: _order(form, path))
    return tuple(
        Change(".".join(path), _words(form, path), before.get(path), after.get(path))
        for path in paths
        if before.get(path) != after.get(path)
    )


def merge(form: Form, base: Answers, mine: Answers, theirs: Answers) -> Merged:
    """What I typed and what they typed since ``base``, brought together answer by answer.

    Texts, options and files are one answer each; cells of a budget, languages of a text, parts of a person and cells of
    rows that have an id are answers of their own. What only one of us changed is taken; what both changed alike too;
    a row that one took out while the other changed it stays.
    """
    conflicts: list[Conflict] = []
    merged = _merged((), (base, mine, theirs), conflicts, form)
    return Merged(merged if isinstance(merged, dict) else {}, tuple(conflicts))


Path = tuple[str, ...]
Three = tuple[object, object, object]


def _merged(path: Path, three: Three, conflicts: list[Conflict], form: Form) -> object:
    base, mine, theirs = three
    if _same(mine, theirs) or _same(mine, base):
        return theirs
    if _same(theirs, base):
        return mine
    if all(one is None or isinstance(one, Mapping) for one in three):
        return _merged_keys(path, three, conflicts, form)
    if all(one is None or _has_ids(one) for one in three):
        keyed = (_by_id(base), _by_id(mine), _by_id(theirs))
        return list(_merged_keys(path, keyed, conflicts, form).values())
    conflicts.append(Conflict(".".join(path), _words(form, path), base, mine, theirs))
    return theirs


def _merged_keys(path: Path, three: Three, conflicts: list[Conflict], form: Form) -> dict[str, object]:
    """Key by key: theirs in their order, then what only I have."""
    base, mine, theirs = (one if isinstance(one, Mapping) else {} for one in three)
    found: dict[str, object] = {}
    for key in dict.fromkeys([*theirs, *mine, *base]):
        parts = (base.get(key), mine.get(key), theirs.get(key))
        value = _row(parts) if parts[0] is not None and None in parts[1:] else _NOT_A_ROW
        value = _merged((*path, str(key)), parts, conflicts, form) if value is _NOT_A_ROW else value
        if value is not None:
            found[str(key)] = value
    return found


_NOT_A_ROW = object()


def _row(parts: Three) -> object:
    """A row that one side took out and the other changed stays: taking out again is less work than typing again."""
    base, mine, theirs = parts
    kept = mine if theirs is None else theirs
    is_row = isinstance(base, Mapping) and ROW_ID in base
    return kept if is_row and kept is not None and not _same(kept, base) else _NOT_A_ROW


def _same(one: object, other: object) -> bool:
    """Equal, or both unanswered. True is not 1: they are typed differently."""
    if one is None or other is None:
        return one is None and other is None
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _has_ids(value: object) -> bool:
    return isinstance(value, list) and len(_by_id(value)) == len(value)


def _by_id(value: object) -> dict[str, object]:
    """Rows by their ids; rows without, or with one that stands twice, fall out (and are then not merged by row)."""
    rows = value if isinstance(value, list) else []
    return {str(row[ROW_ID]): row for row in rows if isinstance(row, Mapping) and row.get(ROW_ID) is not None}


def _leaves(value: object, path: Path = ()) -> dict[Path, object]:
    """Every answered leaf, by its path."""
    if _has_ids(value) and value:
        value = _by_id(value)
    elif isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
        value = {str(nth): one for nth, one in enumerate(value, 1)}
    if isinstance(value, Mapping):
        return {leaf: one for key, part in value.items() for leaf, one in _leaves(part, (*path, str(key))).items()}
    return {path: value} if is_filled(value) and path[-1:] != (ROW_ID,) else {}


def _order(form: Form, path: Path) -> tuple[int, Path]:
    names = [field.name for field in form.fields()]
    return (names.index(path[0]) if path[0] in names else len(names), path)


def _words(form: Form, path: Path) -> Words:
    field = form.field(path[0]) if path else None
    if field is None:
        return Words(path[0] if path else "", path[0] if path else "")
    column = next((column for column in field.columns if column.name in path[1:]), None)
    if column is None:
        return field.words
    return Words(f"{field.words.en}: {column.words.en}", f"{field.words.zh}：{column.words.zh}")
