"""Lines, labels and fonts."""

from __future__ import annotations

from pathlib import Path

from jialing.figures.fonts import holds_chinese
from jialing.figures.labels import Spot, placed
from jialing.figures.words import shortened, width_of, wrapped


def test_text_breaks_between_words() -> None:
    assert wrapped("Chengdu and Chongqing share many works", 10, 100) == [
        "Chengdu and",
        "Chongqing share",
        "many works",
    ]


def test_chinese_breaks_between_characters_but_not_before_a_comma() -> None:
    assert wrapped("成都与重庆，合作最多", 10, 50) == ["成都与重", "庆，合作最", "多"]


def test_wrapping_loses_nothing() -> None:
    text = "成都 and 重庆：1,234 works（2016—2025 年），12 % of all"
    assert "".join(wrapped(text, 12, 90)).replace(" ", "") == text.replace(" ", "")


def test_empty_text_has_no_lines() -> None:
    assert wrapped("", 10, 100) == []


def test_long_text_is_shortened_to_its_room() -> None:
    short = shortened("Biochemistry, Genetics and Molecular Biology", 12, 120)
    assert short.endswith("…")
    assert width_of(short, 12) <= 120


def test_labels_do_not_overlap() -> None:
    spots = [Spot("Chengdu", 100, 100, 10), Spot("Deyang", 110, 104, 4), Spot("Ziyang", 112, 96, 4)]
    labels = placed(spots, size=12, width=400, height=300)
    assert labels[0] is not None
    assert len({(label.align, label.dy) for label in labels if label}) == sum(label is not None for label in labels)


def test_labels_without_room_are_left_out() -> None:
    assert placed([Spot("A very long name indeed", 10, 10, 5)], size=12, width=40, height=40) == [None]


def test_chinese_font_is_told_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "dejavu").mkdir()
    (tmp_path / "dejavu" / "DejaVuSans.ttf").touch()
    (tmp_path / "NotoSansCJK.txt").touch()
    assert not holds_chinese([tmp_path])
    (tmp_path / "dejavu" / "NotoSansCJK-Regular.ttc").touch()
    assert holds_chinese([tmp_path])


def test_no_folder_holds_no_font(tmp_path: Path) -> None:
    assert not holds_chinese([tmp_path / "none"])
