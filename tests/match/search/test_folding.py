from __future__ import annotations

import pytest

from jialing.match.search import LONGEST, fold


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Ｊｉａｌｉｎｇ　２０２６", ("jialing", "2026")),
        ("重慶大學", ("重庆大学",)),
        ("5G创新中心(Chengdu)", ("5g", "创新中心", "chengdu")),
        ("Université de Saint-Étienne", ("universite", "de", "saint", "etienne")),
        ("Xi'an People’s Hospital", ("xian", "peoples", "hospital")),
        ("Straße Łódź", ("strasse", "lodz")),
        ("Ａ\u200bＢ", ("ab",)),
        ("  ", ()),
        ("🦆 — !", ()),
        ("대학교", ("대학교",)),
    ],
)
def test_fold_gives_one_form_for_all_ways_to_write(written: str, words: tuple[str, ...]) -> None:
    assert fold(written) == words


def test_fold_reads_no_more_than_the_longest_name() -> None:
    assert fold("a" * 10 * LONGEST) == ("a" * LONGEST,)
