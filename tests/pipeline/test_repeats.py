"""The same id twice within a batch: the last record is kept with its own rows."""

from __future__ import annotations

from collections.abc import Sequence

from jialing.pipeline.repeats import without_repeats
from jialing.schema import Batch


def batch(
    works: Sequence[tuple[str, int]], authors: Sequence[tuple[str, int, str]], fields: Sequence[tuple[str, str]] = ()
) -> Batch:
    return Batch(
        tables={
            "works": {"source_id": [w for w, _ in works], "year": [y for _, y in works]},
            "authorships": {
                "source_id": [a[0] for a in authors],
                "position": [a[1] for a in authors],
                "person_name": [a[2] for a in authors],
            },
            "work_fields": {"source_id": [f[0] for f in fields], "field_id": [f[1] for f in fields]},
            "abstracts": {"source_id": [w for w, _ in works], "abstract": [f"{w} {y}" for w, y in works]},
        },
        n_in=len(works),
        n_kept=len(works),
    )


def names(found: Batch) -> list[object]:
    return list(found.tables["authorships"]["person_name"])


def test_batch_without_repeats_is_as_it_was() -> None:
    given = batch([("a", 1), ("b", 2)], [("a", 1, "x"), ("b", 1, "y")])
    assert without_repeats(given, "f") is given


def test_last_record_is_kept_and_the_count_agrees() -> None:
    found = without_repeats(batch([("a", 1), ("b", 2), ("a", 3)], []), "f")
    assert (found.tables["works"]["year"], found.n_in, found.n_kept, len(found.rejects)) == ([2, 3], 3, 2, 1)


def test_authors_of_the_last_record_are_kept() -> None:
    authors = [("a", 1, "x"), ("a", 2, "y"), ("b", 1, "z"), ("a", 1, "new"), ("a", 2, "newer")]
    assert names(without_repeats(batch([("a", 1), ("b", 2), ("a", 3)], authors), "f")) == ["z", "new", "newer"]


def test_records_side_by_side_are_told_apart_where_positions_begin_again() -> None:
    authors = [("a", 1, "x"), ("a", 2, "y"), ("a", 1, "new")]
    assert names(without_repeats(batch([("a", 1), ("a", 3)], authors), "f")) == ["new"]


def test_lone_authors_side_by_side_are_told_apart_by_name() -> None:
    authors = [("a", 1, "x"), ("a", 1, "new")]
    assert names(without_repeats(batch([("a", 1), ("a", 3)], authors), "f")) == ["new"]


def test_an_author_of_two_affiliations_is_one_record() -> None:
    authors = [("a", 1, "x"), ("b", 1, "y"), ("b", 1, "y"), ("a", 1, "new"), ("a", 1, "new")]
    assert names(without_repeats(batch([("a", 1), ("b", 2), ("a", 3)], authors), "f")) == ["y", "y", "new", "new"]


def test_fields_and_abstracts_of_the_last_record_are_kept() -> None:
    fields = [("a", "T1"), ("a", "T2"), ("a", "T2"), ("a", "T3")]
    found = without_repeats(batch([("a", 1), ("a", 3)], [], fields), "f")
    assert (found.tables["work_fields"]["field_id"], found.tables["abstracts"]["abstract"]) == (["T2", "T3"], ["a 3"])


def test_three_times_the_same_leaves_one() -> None:
    found = without_repeats(batch([("a", 1), ("a", 2), ("a", 3)], []), "f")
    assert (found.tables["works"]["year"], [r.code for r in found.rejects]) == ([3], ["reject.duplicate_id"] * 2)
