"""The same id twice within a batch: one record is kept, with its own rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from jialing.pipeline.repeats import without_repeats
from jialing.schema import Batch

Work = tuple[str, int | None, Sequence[tuple[int, str]], Sequence[str]]
"""id, year, (position, name) of authors, fields"""


def batch(*works: Work) -> Batch:
    authors = [(w[0], *author) for w in works for author in w[2]]
    fields = [(w[0], name) for w in works for name in w[3]]
    return Batch(
        tables={
            "works": {"source_id": [w[0] for w in works], "year": [w[1] for w in works]},
            "authorships": {
                "source_id": [a[0] for a in authors],
                "position": [a[1] for a in authors],
                "person_name": [a[2] for a in authors],
            },
            "work_fields": {"source_id": [f[0] for f in fields], "field_id": [f[1] for f in fields]},
            "abstracts": {"source_id": [w[0] for w in works], "abstract": [f"{w[0]} {w[1]}" for w in works]},
        },
        n_in=len(works),
        n_kept=len(works),
        ends={
            "works": list(range(1, len(works) + 1)),
            "authorships": list(accumulate(len(w[2]) for w in works)),
            "work_fields": list(accumulate(len(w[3]) for w in works)),
            "abstracts": list(range(1, len(works) + 1)),
        },
    )


def names(found: Batch) -> list[object]:
    return list(found.tables["authorships"]["person_name"])


def years(found: Batch) -> list[object]:
    return list(found.tables["works"]["year"])


X, Y, Z = (1, "x"), (1, "y"), (1, "z")


def test_batch_without_repeats_is_as_it_was() -> None:
    given = batch(("a", 1, [X], []), ("b", 2, [Y], []))
    assert without_repeats(given, "f") is given


def test_last_record_is_kept_and_the_count_agrees() -> None:
    found = without_repeats(batch(("a", 1, [], []), ("b", 2, [], []), ("a", 3, [], [])), "f")
    assert (years(found), found.n_in, found.n_kept, len(found.rejects)) == ([2, 3], 3, 2, 1)


def test_authors_of_the_last_record_are_kept() -> None:
    found = without_repeats(batch(("a", 1, [X, (2, "v")], []), ("b", 2, [Z], []), ("a", 3, [Y, (2, "w")], [])), "f")
    assert names(found) == ["z", "y", "w"]


def test_the_same_lone_author_in_both_records_is_kept_once() -> None:
    assert names(without_repeats(batch(("a", 1, [X], []), ("a", 3, [X], [])), "f")) == ["x"]


def test_an_author_of_two_affiliations_keeps_both_rows() -> None:
    assert names(without_repeats(batch(("a", 1, [Y], []), ("a", 3, [X, X], [])), "f")) == ["x", "x"]


def test_fields_and_abstracts_of_the_last_record_are_kept() -> None:
    found = without_repeats(batch(("a", 1, [], ["T1", "T2"]), ("a", 3, [], ["T2", "T3"])), "f")
    assert (found.tables["work_fields"]["field_id"], found.tables["abstracts"]["abstract"]) == (["T2", "T3"], ["a 3"])


def test_three_times_the_same_leaves_one() -> None:
    found = without_repeats(batch(("a", 1, [], []), ("a", 2, [], []), ("a", 3, [], [])), "f")
    assert (years(found), [r.code for r in found.rejects]) == ([3], ["reject.duplicate_id"] * 2)


def test_fullest_record_is_kept_where_order_says_nothing() -> None:
    found = without_repeats(batch(("a", 1, [X], ["T1"]), ("a", 3, [Y], []), ("a", None, [], [])), "f", fullest=True)
    assert (years(found), names(found), found.tables["work_fields"]["field_id"]) == ([1], ["x"], ["T1"])


def test_of_equally_full_records_the_last_is_kept() -> None:
    assert years(without_repeats(batch(("a", 1, [X], []), ("a", 3, [Y], [])), "f", fullest=True)) == [3]


def test_a_record_less_full_says_so() -> None:
    found = without_repeats(batch(("a", 1, [X], []), ("a", None, [], [])), "f", fullest=True)
    assert [r.code for r in found.rejects] == ["reject.duplicate_id_less_full"]


def test_rows_of_records_can_still_be_told_apart_after_cleaning() -> None:
    found = without_repeats(batch(("a", 1, [X], []), ("b", 2, [Y], []), ("a", 3, [Z, Z], [])), "f")
    assert (found.ends["works"], found.ends["authorships"]) == ([0, 1, 2], [0, 1, 3])
