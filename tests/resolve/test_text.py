from __future__ import annotations

from jialing.resolve.text import MAX_CHARS, key_of, words_of
from jialing.resolve.words import ADJACENT, AND, COMMA, OF, STRONG


def test_words_of_expands_abbreviations() -> None:
    assert words_of("Univ. of Electron. Sci. & Technol.").words == ["university", "electronic", "science", "technology"]


def test_words_of_drops_marks_of_latin_letters() -> None:
    assert words_of("Besançon, Genève").words == ["besancon", "geneva"]


def test_words_of_reads_full_width_as_half_width() -> None:
    assert words_of("ＵＥＳＴＣ，Ｃｈｅｎｇｄｕ").words == ["uestc", "chengdu"]


def test_words_of_reads_traditional_as_simplified() -> None:
    assert words_of("電子科技大學").words == list("电子科技大学")


def test_words_of_keeps_how_words_were_written() -> None:
    assert words_of("MIT press").raw == ["MIT", "press"]


def test_words_of_says_what_stands_between() -> None:
    assert words_of("A1 of B2 and C3, D4; E5 F6").before == [STRONG, OF, AND, COMMA, STRONG, ADJACENT, STRONG]


def test_words_of_joins_initials() -> None:
    assert words_of("S. N. Bose U.S.A.").words == ["sn", "bose", "usa"]


def test_words_of_joins_apostrophes_and_parts_elisions() -> None:
    assert words_of("Xi’an d'Oro King's").words == ["xian", "oro", "kings"]


def test_words_of_takes_a_doubled_apostrophe_for_one() -> None:
    assert words_of("King''s College").words == words_of("King's College").words


def test_words_of_leaves_out_addresses_of_the_net() -> None:
    assert words_of("a.b@uestc.edu.cn https://x.org/y www.z.com").words == []


def test_words_of_reads_entities() -> None:
    assert words_of("Posts &amp; Telecommunications").words == ["post", "telecommunications"]


def test_words_of_nothing_is_empty() -> None:
    assert words_of("").words == []


def test_words_of_control_characters_part_words_in_plain_text() -> None:
    assert words_of("Jilin\x00\x07University").words == ["jilin", "university"]


def test_words_of_hidden_characters_and_surrogates_are_nothing() -> None:
    assert words_of("Jil\u200bin\ud800 Universität").words == ["jilin", "university"]


def test_words_of_reads_a_bounded_part_of_a_long_string() -> None:
    assert len(words_of("a " * 100_000).words) == MAX_CHARS // 2


def test_key_of_is_the_same_for_punctuation_and_joining_words() -> None:
    assert key_of("University of California, Davis") == key_of("The University California - Davis")
