"""Every answer: consistent with the works behind it, worded in both languages, refused where it must be."""

from __future__ import annotations

import re

import pytest

from jialing.atlas import Answer, Atlas, RowsQuery, Scope, row_query, say
from jialing.atlas.rows import conditions
from jialing.atlas.say import say_cell
from jialing.base.phrases import LANGUAGES, catalogue
from jialing.errors import InputError
from tests.atlas.conftest import every_answer, every_page, in_field
from tests.atlas.factory import CHENGDU, PAPERS, PROJECTS, PUBLICATIONS

HAN = re.compile(r"[一-鿿]")
FIELDS = ("", "openalex:F17", "openalex:S1702")


def _unlike_rows(atlas: Atlas, answer: Answer) -> list[object]:
    """Rows whose works are not as many as the list of works behind them."""
    names = [c.name for c in answer.columns]
    if "works" not in names:
        return []
    at = names.index("works")
    some = dict.fromkeys([*answer.rows_table[:2], *answer.rows_table[-1:]])
    behind = ((row, row_query(answer, row)) for row in some)
    return [(row, query) for row, query in behind if query and _n_rows(atlas, query) != row[at]]


def _n_rows(atlas: Atlas, query: RowsQuery) -> int:
    """Only the count of ``atlas.rows(query)``: hundreds of whole pages would take a minute."""
    where, params = conditions(atlas._ground, query)
    return int(atlas._ground.rows(f"SELECT count(*) FROM linked_works WHERE {where}", params)[0][0])


@pytest.mark.parametrize("field", FIELDS)
def test_counts_equal_the_works_behind_them(atlas: Atlas, scope: Scope, field: str) -> None:
    answers = every_answer(atlas, in_field(scope, field))
    assert [(a.question, u) for a in answers for u in _unlike_rows(atlas, a)[:1]] == []


@pytest.mark.parametrize("population", [PAPERS, PROJECTS])
def test_counts_equal_the_works_behind_them_in_other_populations(atlas: Atlas, population: str) -> None:
    answers = every_answer(atlas, atlas.default_scope(population=population))
    assert [(a.question, u) for a in answers for u in _unlike_rows(atlas, a)[:1]] == []


def test_counted_headlines_equal_the_works_behind_them(atlas: Atlas, scope: Scope) -> None:
    page = atlas.overview(scope)
    works = page.headlines[0].value or 0
    found = {
        h.name.rsplit(".", 1)[-1]: (h.value, atlas.rows(h.rows_behind, size=1).n_rows / works)
        for h in page.headlines
        if h.kind == "share" and h.rows_behind
    }
    assert {name: value for name, (value, _) in found.items()} == {name: share for name, (_, share) in found.items()}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("population", [PUBLICATIONS, PAPERS, PROJECTS])
def test_every_answer_is_worded(atlas: Atlas, lang: str, population: str) -> None:
    for answer in every_answer(atlas, atlas.default_scope(population=population)):
        sentences = [answer.say(lang), *(say(n, lang, answer.names) for n in answer.notes)]
        assert [s for s in sentences if not s or "atlas." in s or "{" in s or ":" in s.split(" ")[0][:-1]] == []


def test_english_titles_hold_no_chinese(atlas: Atlas, scope: Scope) -> None:
    assert [a.say("en") for a in every_answer(atlas, scope) if HAN.search(a.say("en"))] == []


def test_columns_units_and_methods_have_phrases(atlas: Atlas, scope: Scope) -> None:
    known = catalogue()
    codes = {
        code
        for answer in every_answer(atlas, scope)
        for code in (answer.unit, answer.method, *(c.title for c in answer.columns), *(c.unit for c in answer.columns))
        if code
    }
    assert sorted(codes - set(known)) == []


def test_every_cell_is_worded_by_name(atlas: Atlas, scope: Scope) -> None:
    bare = [
        (answer.question, text)
        for answer in every_answer(atlas, scope)
        for row in answer.rows_table
        for column, value in zip(answer.columns, row, strict=True)
        if (text := say_cell(answer, column, value, "zh")) and re.match(r"(CN-\d|openalex:|https://ror|atlas\.)", text)
    ]
    assert bare == []


def test_keys_of_answers_are_unique(atlas: Atlas, scope: Scope) -> None:
    # Statistics and platforms of a circle's page stand on several pages with the same content.
    answers = [a for a in every_answer(atlas, scope) if a.rows_behind is not None]
    assert len({a.key for a in answers}) == len(answers)


def test_refused_questions_say_what_to_fetch(atlas: Atlas) -> None:
    answer = atlas.field_heat(atlas.default_scope(population=PAPERS)).heat
    assert answer.rows_table == ()
    assert answer.say("en") == (
        "conference papers on invention cannot tell about fields: Fetch the OpenAlex works of the circle."
    )


def test_refused_headlines_hold_no_number(atlas: Atlas) -> None:
    page = atlas.overview(atlas.default_scope(population=PAPERS))
    abroad = next(h for h in page.headlines if h.name.endswith("abroad_share"))
    assert (abroad.value, abroad.rows_behind, abroad.why is not None) == (None, None, True)


def test_no_answer_mixes_populations(atlas: Atlas) -> None:
    works = {
        p: sum(row[1] for row in atlas.overview(atlas.default_scope(population=p)).trend.rows_table)  # type: ignore[misc]
        for p in (PUBLICATIONS, PROJECTS)
    }
    listed = {p.population: p.n_works for p in atlas.scopes().populations}
    assert all(works[p] <= listed[p] for p in works)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"circle": "atlantis"}, "atlas.unknown_circle"),
        ({"population": "none"}, "atlas.unknown_population"),
        ({"field": "openalex:F99"}, "atlas.unknown_field"),
        ({"first_year": 2030}, "atlas.no_such_years"),
        ({"counting": "guessed"}, "atlas.unknown_counting"),
    ],
)
def test_scopes_that_name_nothing_are_refused(
    atlas: Atlas, scope: Scope, changed: dict[str, object], code: str
) -> None:
    from dataclasses import replace

    with pytest.raises(InputError) as raised:
        atlas.overview(replace(scope, **changed))  # type: ignore[arg-type]
    assert raised.value.code == code


def test_unknown_things_are_refused(atlas: Atlas, scope: Scope) -> None:
    codes = []
    for ask in (
        lambda: atlas.place(scope, "CN-000000"),
        lambda: atlas.pair(scope, CHENGDU, CHENGDU),
        lambda: atlas.organisation(scope, "nobody"),
        lambda: atlas.field(scope, "openalex:none"),
    ):
        with pytest.raises(InputError) as raised:
            ask()
        codes.append(raised.value.code)
    assert codes == ["atlas.unknown_place", "atlas.same_place", "atlas.unknown_organisation", "atlas.unknown_field"]


def test_answers_are_kept(atlas: Atlas, scope: Scope) -> None:
    assert all(a is b for a, b in zip(every_page(atlas, scope), every_page(atlas, scope), strict=True))
