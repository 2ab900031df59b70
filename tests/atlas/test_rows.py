"""The works behind a figure."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from jialing.atlas import Atlas, RowsQuery, open_atlas
from jialing.errors import InputError
from tests.atlas.factory import CHENGDU, CIRCLE, PUBLICATIONS, published, small_tables

QUERY = RowsQuery(PUBLICATIONS, 2018, 2023)


def _query(**more: object) -> RowsQuery:
    from dataclasses import replace

    return replace(QUERY, **more)  # type: ignore[arg-type]


def test_rows_are_paged_without_loss(atlas: Atlas) -> None:
    pages = [atlas.rows(QUERY, page=n, size=100) for n in (1, 2, 3, 4)]
    found = [work.work_no for page in pages for work in page.works]
    assert (len(found), len(set(found))) == (240, 240)
    assert pages[0].n_pages == 3


def test_rows_begin_with_the_newest(atlas: Atlas) -> None:
    years = [work.year for work in atlas.rows(QUERY, size=200).works]
    assert years == sorted(years, reverse=True)


def test_rows_show_what_was_printed_and_why(atlas: Atlas) -> None:
    people = [p for work in atlas.rows(QUERY, size=50).works for p in work.participants]
    resolved = next(p for p in people if p.org is not None)
    assert resolved.affiliation == f"School of Invention, {resolved.org.en}"  # type: ignore[union-attr]
    assert resolved.because is not None and resolved.because.code == "because.name_and_city"
    unresolved = next(p for p in people if p.org is None)
    assert (unresolved.score, unresolved.place) == (None, None)


@pytest.mark.parametrize(
    ("text", "n"), [("100%", None), ("100_", 0), ("nets", None), ("轨道", None), ("nothing so", 0)]
)
def test_rows_are_filtered_by_words_taken_literally(atlas: Atlas, text: str, n: int | None) -> None:
    page = atlas.rows(_query(text=text), size=200)
    assert all(text in (work.title or "") for work in page.works)
    assert (page.n_rows == n) if n is not None else page.n_rows > 0


def test_rows_of_all_places_hold_each_of_them(atlas: Atlas) -> None:
    page = atlas.rows(_query(all_of=(CHENGDU, "CN-500000")), size=200)
    assert all({CHENGDU, "CN-500000"} <= {p.place_id for p in work.participants} for work in page.works)


def test_rows_of_a_field_carry_it(atlas: Atlas) -> None:
    page = atlas.rows(_query(field="openalex:F17"), size=200)
    assert all("openalex:F17" in dict(work.fields) for work in page.works)


@pytest.mark.parametrize(("page", "size"), [(0, 25), (1, 0), (1, 201), (-1, 10)])
def test_rows_of_no_page_are_refused(atlas: Atlas, page: int, size: int) -> None:
    with pytest.raises(InputError) as raised:
        atlas.rows(QUERY, page=page, size=size)
    assert raised.value.code == "atlas.bad_page"


def test_rows_beyond_the_end_are_empty(atlas: Atlas) -> None:
    assert atlas.rows(QUERY, page=99).works == ()


def test_rows_of_an_unknown_partner_are_refused(atlas: Atlas) -> None:
    with pytest.raises(InputError) as raised:
        atlas.rows(_query(circle=CIRCLE, partner="friends"))
    assert raised.value.code == "atlas.unknown_partner"


def test_all_works_come_once_each_in_batches(atlas: Atlas) -> None:
    batches = [[work.work_no for work in batch] for batch in atlas.all_works(QUERY, size=70)]
    found = [number for batch in batches for number in batch]
    assert ([len(b) for b in batches], found) == ([70, 70, 70, 30], sorted(set(found)))


def test_all_works_say_what_a_page_of_them_says(atlas: Atlas) -> None:
    paged = {work.work_no: work for work in atlas.rows(QUERY, size=200).works}
    every = {work.work_no: work for batch in atlas.all_works(QUERY) for work in batch}
    assert {number: every[number] for number in paged} == paged


def test_all_works_hold_every_participant(tmp_path: Path) -> None:
    tables = small_tables(n_works=20, seed=7, unresolved=0.1)
    people = tables["participants"]
    first = next(row for row in people.to_pylist() if row["population"] == PUBLICATIONS)
    more = pa.Table.from_pylist([{**first, "position": n} for n in range(100, 160)], schema=people.schema)
    published(tmp_path, tables | {"participants": pa.concat_tables([people, more])}, "20240501-many")
    atlas = open_atlas(tmp_path)
    query = RowsQuery(PUBLICATIONS, first["year"], first["year"])
    shown, every = atlas.rows(query, size=200).works, [w for batch in atlas.all_works(query) for w in batch]
    lines = [max(len(w.participants) for w in works) for works in (shown, every)]
    assert (lines[0], lines[1] > 60) == (30, True)


def test_all_works_of_an_unknown_population_are_refused_at_once(atlas: Atlas) -> None:
    with pytest.raises(InputError) as raised:
        atlas.all_works(_query(population="nothing:here"))
    assert raised.value.code == "atlas.unknown_population"


def test_no_works_have_no_batches(atlas: Atlas) -> None:
    assert list(atlas.all_works(_query(text="nothing-like-this"))) == []
