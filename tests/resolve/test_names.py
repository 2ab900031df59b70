from __future__ import annotations

from jialing.resolve.names import ACRONYM, ALIAS, CUT, DERIVED, DISPLAY, brand, forms, is_acronym, spans

NOWHERE: frozenset[str] = frozenset()


def test_forms_begin_with_the_name_itself() -> None:
    assert next(iter(forms("University of Vienna", DISPLAY, NOWHERE))) == ("university vienna", DISPLAY)


def test_forms_turn_a_university() -> None:
    assert ("vienna university", DERIVED) in set(forms("University of Vienna", DISPLAY, NOWHERE))


def test_forms_leave_out_a_legal_form() -> None:
    assert ("invented robots", DERIVED) in set(forms("Invented Robots Co., Ltd.", DISPLAY, NOWHERE))


def test_forms_leave_out_the_city_at_the_end() -> None:
    found = set(forms("Heinrich Heine University Düsseldorf", DISPLAY, frozenset({"dusseldorf"})))
    assert ("heinrich heine university", CUT) in found


def test_forms_read_brackets() -> None:
    found = set(forms("Preferred Names (Japan)", DISPLAY, NOWHERE))
    assert ("preferred names", DISPLAY) in found


def test_forms_take_an_acronym_out_of_brackets() -> None:
    assert ("xyz", ACRONYM) in set(forms("Institute of Inventions (XYZ)", DISPLAY, NOWHERE))


def test_forms_shorten_chinese_endings() -> None:
    assert ("电 子 科 大", DERIVED) in set(forms("电子科技大学", DISPLAY, NOWHERE))


def test_forms_leave_out_the_chinese_word_for_city() -> None:
    assert ("重 庆 肿 瘤 研 究 所", DERIVED) in set(forms("重庆市肿瘤研究所", ALIAS, NOWHERE))


def test_forms_of_a_generic_rest_are_not_given() -> None:
    assert all(
        key != "university hospital" for key, _ in forms("University Hospital Basel", DISPLAY, frozenset({"basel"}))
    )


def test_is_acronym_wants_two_capitals() -> None:
    assert [is_acronym(name) for name in ("UESTC", "Caltech", "iRobot", "ETH Zurich")] == [True, False, False, False]


def test_spans_sees_a_comma_inside() -> None:
    assert [spans(name) for name in ("University of California, Davis", "Sichuan University")] == [True, False]


def test_brand_is_what_stands_for_a_university_before_a_school() -> None:
    assert [brand(name) for name in ("Harvard University", "Dartmouth College", "Johns Hopkins University")] == [
        "harvard",
        "dartmouth",
        "johns hopkins",
    ]


def test_brand_is_empty_where_the_rest_says_only_a_kind() -> None:
    assert [brand(name) for name in ("National University", "State Medical College", "Harvard Medical School")] == [
        ""
    ] * 3
