"""The table of what printed names say."""

from __future__ import annotations

import pyarrow as pa
import pytest

from jialing.resolve import distinct_names, names_read


def test_a_name_that_cannot_be_read_has_a_row_without_readings() -> None:
    assert names_read(["王"]).to_pylist() == [
        {"printed": "王", "block": "", "whole": None, "short": None, "share": None, "name": None, "han": None}
        | {"readings": None}
    ]


@pytest.mark.parametrize("printed", ["Wang Xiaoming", "Xiaoming Wang", "X. Wang", "王晓明"])
def test_forms_of_one_name_are_in_one_block(printed: str) -> None:
    assert names_read([printed]).column("block").to_pylist() == ["wx"]


def test_a_whole_name_is_the_same_in_either_order_and_missing_for_initials() -> None:
    assert names_read(["Zhao Lei", "Lei Zhao", "L. Zhao"]).column("whole").to_pylist()[::2] == ["lei zhao", None]


def test_names_that_say_the_same_are_one_name() -> None:
    one, other, third = names_read(["Wang, Xiaoming", "WANG Xiaoming", "Wang, Xiaohong"]).column("name").to_pylist()
    assert (one == other, one == third) == (True, False)


def test_names_are_listed_once_in_the_order_of_the_alphabet_without_missing_ones() -> None:
    column = pa.chunked_array([pa.array(["b", None, "a"])])
    assert distinct_names(column, pa.chunked_array([["c", "a"]])).to_pylist() == ["a", "b", "c"]
