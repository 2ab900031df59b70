"""What a printed name may say."""

from __future__ import annotations

import pytest

from jialing.resolve.people.readings import LONGEST, Reading, read_name

WANG_XIAOMING = "wang", "xiaoming"


def _said(printed: str) -> set[tuple[str, str]]:
    return {(r.surname, r.given) for r in read_name(printed).readings}


@pytest.mark.parametrize(
    "printed",
    [
        "Xiaoming Wang", "Xiao-Ming Wang", "Xiao-ming Wang", "Wang Xiaoming", "WANG Xiaoming", "Wang, Xiaoming",
        "Wang, Xiao-Ming", "WANG XIAOMING", "王晓明", "王 晓明", "王曉明", "王晓明 Wang Xiaoming",
    ],
)  # fmt: skip
def test_forms_of_one_name_read_alike(printed: str) -> None:
    assert WANG_XIAOMING in _said(printed)


@pytest.mark.parametrize("printed", ["X. M. Wang", "X.M. Wang", "X.-M. Wang", "XM Wang", "Wang XM", "Wang, X. M."])
def test_initials_are_read_with_their_surname(printed: str) -> None:
    assert read_name(printed).readings == (Reading("wang", "", "", "xm"),)


def test_a_name_whose_parts_are_both_surnames_is_read_in_both_orders() -> None:
    assert _said("Wei Wang") == _said("Wang Wei") == {("wang", "wei"), ("wei", "wang")}


@pytest.mark.parametrize("printed", ["Lü Peng", "Lyu Peng", "Lv Peng", "Lu Peng", "吕鹏"])
def test_spellings_of_u_with_dots_read_alike(printed: str) -> None:
    assert ("lu", "peng") in _said(printed)


def test_a_surname_has_its_own_reading() -> None:
    assert _said("曾磊") == {("zeng", "lei")}


def test_a_character_with_two_readings_gives_both() -> None:
    assert _said("王乐") == {("wang", "le"), ("wang", "yue")}


def test_a_surname_of_two_characters_is_whole() -> None:
    assert ("ouyang", "na") in _said("欧阳娜")


def test_marks_and_hyphens_do_not_matter() -> None:
    assert _said("José García-López") == _said("Jose Garcia Lopez".replace(" L", "-L"))


@pytest.mark.parametrize(
    "printed", [None, "", " ", "王", "Wang", "1234", "J. K.", "...", "约翰·史密斯", "é", "\x00", "李" * 50]
)
def test_what_is_no_name_of_two_parts_has_no_reading(printed: str | None) -> None:
    assert read_name(printed).readings == ()


def test_a_name_longer_than_any_is_not_read() -> None:
    assert read_name("Wang " + "x" * LONGEST).readings == ()
