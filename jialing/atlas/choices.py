"""What a reader can choose, read from a version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from jialing.atlas.answers import Names
from jialing.atlas.profiles import CircleChoice, FieldChoice, PopulationChoice
from jialing.schema import field_names
from jialing.schema.circles import Circle

if TYPE_CHECKING:
    from jialing.atlas.ground import Ground, Row


def circle_choices(ground: Ground) -> tuple[CircleChoice, ...]:
    """Circles measured in this version; those whose file is here come with their names, in the files' order."""
    known = [_circle(c, ground.members[i]) for i, c in ground.definitions.items() if i in ground.members]
    orphans = [_unnamed(i, places) for i, places in ground.members.items() if i not in ground.definitions]
    return (*sorted(known, key=lambda c: _first(c, ground)), *orphans)


def population_choices(ground: Ground) -> tuple[PopulationChoice, ...]:
    """Populations that have works, the largest first."""
    query = """SELECT p.population, p.source, title_en, title_zh, kinds, complete_en, complete_zh, discipline_en,
        discipline_zh, first_year, last_year, answers, why_not_en, why_not_zh, by_construction FROM populations p"""
    years = _years(ground)
    countings = {p: tuple(sorted(c, reverse=True)) for p, c in _countings(ground).items()}
    rows = [row for row in ground.rows(query) if row[0] in years]
    made = [_population(row, years[row[0]], countings.get(row[0], ()), ground) for row in rows]
    return tuple(sorted(made, key=lambda p: (-p.n_works, p.population)))


def field_choices(ground: Ground) -> tuple[FieldChoice, ...]:
    """All fields in tree order, with the populations whose works are in them."""
    rows = {r[0]: r for r in ground.rows("SELECT field_id, level, parent_id, name_en, name_zh FROM fields")}
    for known in field_names().values():
        rows.setdefault(known.field_id, (known.field_id, known.level, known.parent_id, known.name_en, known.name_zh))
    used = _used_fields(ground)
    below: dict[str | None, list[str]] = {}
    for field_id, row in sorted(rows.items(), key=lambda item: item[1][3] or item[1][4] or item[0]):
        below.setdefault(row[2] if row[2] in rows else None, []).append(field_id)
    ordered: list[FieldChoice] = []
    stack = [(f, 0) for f in reversed(below.get(None, []))]
    while stack:
        field_id, depth = stack.pop()
        ordered.append(_field(rows[field_id], depth, used.get(field_id, ())))
        stack.extend((child, depth + 1) for child in reversed(below.get(field_id, [])))
    return _told_apart(ordered)


def _told_apart(fields: Sequence[FieldChoice]) -> tuple[FieldChoice, ...]:
    """Fields of one level that bear one name carry that of the field above: OpenAlex has two called Pharmacology."""
    names = {field.field_id: field.name for field in fields}
    bearers = {lang: Counter((f.level, f.name.in_lang(lang)) for f in fields) for lang in ("en", "zh")}

    def named(field: FieldChoice) -> FieldChoice:
        above = names.get(field.parent_id or "")
        if above is None:
            return field
        shared = {lang: bearers[lang][field.level, field.name.in_lang(lang)] > 1 for lang in bearers}
        english = f"{field.name.en} ({above.en})" if shared["en"] else field.name.en
        chinese = f"{field.name.zh}（{above.zh}）" if shared["zh"] else field.name.zh
        return replace(field, name=Names(english, chinese))

    return tuple(named(field) for field in fields)


def _first(circle: CircleChoice, ground: Ground) -> tuple[int, int]:
    # The flagship case opens first; the rest keep the order of their files.
    return (0 if circle.circle_id == "chengdu-chongqing" else 1, list(ground.definitions).index(circle.circle_id))


def _circle(circle: Circle, members: tuple[str, ...]) -> CircleChoice:
    return CircleChoice(
        circle_id=circle.circle_id,
        version=circle.version,
        name=Names(circle.name_en, circle.name_zh),
        short=Names(circle.short_en, circle.short_zh),
        member_ids=members,
        centre_ids=tuple(c for c in circle.centres if c in members),
        comparator_ids=circle.comparators,
        document=circle.document,
        notes=Names(circle.notes_en, circle.notes_zh),
    )


def _unnamed(circle_id: str, members: tuple[str, ...]) -> CircleChoice:
    name = Names(circle_id, circle_id)
    return CircleChoice(circle_id, "", name, name, members, (), (), "", Names("", ""))


def _years(ground: Ground) -> dict[str, dict[int, int]]:
    query = "SELECT population, year, sum(n_works) FROM coverage WHERE field_id = '' GROUP BY ALL ORDER BY ALL"
    found: dict[str, dict[int, int]] = {}
    for population, year, n in ground.rows(query):
        found.setdefault(population, {})[year] = int(n)
    return found


def _countings(ground: Ground) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for population, counting in ground.rows("SELECT DISTINCT population, counting FROM output_circles"):
        found.setdefault(population, set()).add(counting)
    return found


def _population(row: Row, years: dict[int, int], countings: tuple[str, ...], ground: Ground) -> PopulationChoice:
    return PopulationChoice(
        population=row[0],
        source=row[1],
        title=Names(row[2], row[3]),
        kinds=tuple(row[4]),
        complete=Names(row[5], row[6]),
        discipline=_both(row[7], row[8]),
        first_year=min(years) if row[9] is None else row[9],
        last_year=max(years) if row[10] is None else row[10],
        years=tuple(years),
        answers=tuple(row[11]),
        why_not=_both(row[12], row[13]),
        countings=countings,
        n_works=sum(years.values()),
        is_invented=row[1] in ground.invented_sources,
        by_construction=tuple(row[14] or ()),
    )


def _both(english: str | None, chinese: str | None) -> Names | None:
    if not english and not chinese:
        return None
    return Names(english or chinese or "", chinese or english or "")


def _used_fields(ground: Ground) -> dict[str, tuple[str, ...]]:
    query = (
        "SELECT field_id, list(DISTINCT population ORDER BY population) FROM coverage WHERE field_id <> '' GROUP BY ALL"
    )
    return {field_id: tuple(populations) for field_id, populations in ground.rows(query)}


def _field(row: Row, depth: int, populations: tuple[str, ...]) -> FieldChoice:
    shipped = field_names().get(row[0])
    english = row[3] or (shipped.name_en if shipped else None) or row[4] or row[0]
    chinese = row[4] or (shipped.name_zh if shipped else None) or row[3] or row[0]
    return FieldChoice(row[0], row[1], row[2], Names(english, chinese), depth, populations)
