"""Author and affiliation lists that agree, and those that do not."""

from __future__ import annotations

import pytest

from jialing.sources.table.alignment import Aligned, align, align_scopus, align_wos

SHARED_RULE = "repair.affiliation_shared"
LOOSE = "repair.affiliations_not_aligned"
DOUBLED = "repair.author_list_doubled"


def _people(**strings: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, (string,) if string else ()) for name, string in strings.items())


@pytest.mark.parametrize(
    ("authors", "affiliations", "expected"),
    [
        ("A;B", "X;Y", Aligned(_people(A="X", B="Y"))),
        ("A;B", "X;X", Aligned(_people(A="X", B="X"))),
        ("A;B", "X;", Aligned(_people(A="X", B=""))),
        ("A;B;A;B", "X;Y", Aligned(_people(A="X", B="Y"), (), DOUBLED)),
        ("A;B;A;B", "X;Y;X;Y", Aligned(_people(A="X", B="Y"), (), DOUBLED)),
        ("A;A", "X", Aligned(_people(A="X"), (), DOUBLED)),
        ("A;B;C", "X", Aligned(_people(A="X", B="X", C="X"), (), SHARED_RULE)),
        ("A;B;C", "X;X", Aligned(_people(A="X", B="X", C="X"), (), SHARED_RULE)),
        ("A;B;C", "X;Y", Aligned(_people(A="", B="", C=""), ("X", "Y"), LOOSE)),
        ("A;B", "X;Y;Z;X", Aligned(_people(A="", B=""), ("X", "Y", "Z"), LOOSE)),
        ("A;B", "X;Y;", Aligned(_people(A="X", B="Y"))),
        ("A;;B", "X;Y", Aligned(_people(A="X", B="Y"))),
        ("A;B", "", Aligned(_people(A="", B=""))),
        ("", "X;Y", Aligned((), ("X", "Y"), "repair.affiliations_without_authors")),
        ("", "", Aligned(())),
    ],
)
def test_lists_are_aligned_by_rule(authors: str, affiliations: str, expected: Aligned) -> None:
    assert align(authors.split(";") if authors else [], affiliations.split(";") if affiliations else []) == expected


def test_two_authors_of_one_name_are_not_a_doubled_list_of_three() -> None:
    assert align(["A", "A", "B"], ["X", "Y", "Z"]).repair == ""


def test_web_of_science_names_the_authors_of_each_address() -> None:
    aligned = align_wos(
        ["Li, Wei", "Wang, H", "Xu, Q"], "[Li, Wei; Wang, H] Sichuan Univ, Chengdu; [Wang, H] Bonn Univ, Bonn"
    )
    assert aligned.authors == (
        ("Li, Wei", ("Sichuan Univ, Chengdu",)),
        ("Wang, H", ("Sichuan Univ, Chengdu", "Bonn Univ, Bonn")),
        ("Xu, Q", ()),
    )


def test_web_of_science_addresses_without_names_are_a_plain_list() -> None:
    assert align_wos(["A", "B", "C"], "X Univ; Y Univ").repair == LOOSE


@pytest.mark.parametrize(
    "cell", ["Li, W., Sichuan University, China; Wang H., Bonn", "Li W., Sichuan University, China; Wang H., Bonn"]
)
def test_scopus_addresses_follow_the_names(cell: str) -> None:
    assert align_scopus(["Li W.", "Wang H."], cell).authors == (
        ("Li W.", ("Sichuan University, China",)),
        ("Wang H.", ("Bonn",)),
    )
