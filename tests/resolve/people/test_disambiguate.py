"""Who is who, from tiny lists of authors."""

from __future__ import annotations

import random

import pytest

from jialing.base.phrases import catalogue
from jialing.errors import InputError
from jialing.resolve import Verdict, disambiguate
from jialing.resolve.people.evidence import KINDS
from tests.resolve.people.bylines import Lists, people

VALID, ALSO_VALID, WRONG = "0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1825-0098"
TEAM = ("Guangming Ouyang", "Zhiyuan Huangfu", "Baoqiang Zhuge")


def _team(name: str, other: str) -> Lists:
    """Two works of one team at one organisation, the first author printed in two ways."""
    lists = Lists()
    lists.work(1, name, *TEAM, org="o1")
    lists.work(2, other, *TEAM, org="o1", year=2021)
    return lists


@pytest.mark.parametrize("other", ["Wang, Xiao-Ming", "WANG Xiaoming", "王晓明", "X. M. Wang", "Wang XM", "X. Wang"])
def test_one_person_printed_in_two_ways_is_one_with_the_same_team(other: str) -> None:
    _, of = people(_team("Xiaoming Wang", other))
    assert of[0] == of[4]


def test_different_characters_are_two_people() -> None:
    _, of = people(_team("王晓明", "王小明"))
    assert of[0] != of[4]


def test_initials_that_do_not_agree_are_two_people() -> None:
    _, of = people(_team("Xiaoming Wang", "Y. M. Wang"))
    assert of[0] != of[4]


def test_a_common_name_without_anything_else_is_many_people() -> None:
    lists = Lists()
    rows = [lists.sign(work, "Wei Wang", org=f"o{work}") for work in range(40)]
    assert len(set(people(lists)[1])) == len(rows)


def test_the_same_orcid_is_one_person_who_moved() -> None:
    lists = Lists()
    rows = [lists.sign(w, "Xiaoming Wang", org=f"o{w}", orcid=VALID) for w in (1, 2)]
    _, of = people(lists)
    assert of[rows[0]] == of[rows[1]]


def test_two_valid_orcids_are_two_people() -> None:
    lists = _team("Xiaoming Wang", "Xiaoming Wang")
    lists.rows[0]["orcid"], lists.rows[4]["orcid"] = VALID, ALSO_VALID
    _, of = people(lists)
    assert of[0] != of[4]


def test_an_orcid_with_a_wrong_check_digit_is_ignored_and_counted() -> None:
    lists = _team("Xiaoming Wang", "Xiaoming Wang")
    lists.rows[0]["orcid"], lists.rows[4]["orcid"] = VALID, WRONG
    found, of = people(lists)
    assert (of[0] == of[4], found.n_orcid_ignored) == (True, 1)
    assert WRONG not in found.authorships.column("orcid").to_pylist()


def test_one_name_twice_on_a_work_is_two_people() -> None:
    lists = Lists()
    for work in (1, 2):
        for _ in range(2):
            lists.sign(work, "Xiaoming Wang", org="o1", person_id="p1")
    _, of = people(lists)
    assert (of[0] != of[1], of[2] != of[3]) == (True, True)


def test_the_source_s_id_is_no_proof_against_the_name() -> None:
    lists = Lists()
    for work, name in enumerate(("Xiaoming Wang", "Lei Zhang")):
        lists.sign(work, name, org="o1", person_id="p1")
    _, of = people(lists)
    assert of[0] != of[1]


@pytest.mark.parametrize("name", [None, "", "王", "Wang", "?!"])
def test_a_name_that_cannot_be_read_stands_alone(name: str | None) -> None:
    lists = Lists()
    for work in (1, 2):
        lists.sign(work, name, org="o1", person_id="p1", orcid=VALID)
    found, of = people(lists)
    assert of[0] != of[1]
    assert set(found.authorships.column("because").to_pylist()) == {"people_because.unreadable"}


def test_mixed_scripts_on_one_work_stay_two_people() -> None:
    lists = Lists()
    lists.work(1, "王晓明", "Xiaoming Wang", org="o1")
    _, of = people(lists)
    assert of[0] != of[1]


def test_ten_thousand_authors_on_a_work_are_ten_thousand_people() -> None:
    lists = Lists()
    for at in range(10_000):
        lists.rows.append({
            "work_no": 1, "position": at + 1, "year": 2020, "source": "s", "source_id": "w1", "person_id": None,
            "orcid": None, "email": None, "person_name": f"{'ABCDEFGHJK'[at % 10]}. Wang",
        })  # fmt: skip
    assert disambiguate(lists.bylines()).n_persons == 10_000


def test_nothing_gives_nothing() -> None:
    found = disambiguate(Lists().bylines())
    assert (found.n_persons, found.authorships.num_rows) == (0, 0)


def test_one_place_on_a_work_given_twice_is_refused() -> None:
    lists = Lists()
    lists.sign(1, "Xiaoming Wang")
    lists.rows.append(dict(lists.rows[0]))
    with pytest.raises(InputError, match=r"people\.repeated_position"):
        disambiguate(lists.bylines())


def test_order_of_input_changes_nothing() -> None:
    lists = _team("Xiaoming Wang", "X. M. Wang")
    lists.work(3, "Wang XM", *TEAM[1:], org="o1", year=2022)
    order = list(range(len(lists.rows)))
    random.Random(5).shuffle(order)
    again = disambiguate(lists.bylines(order=order))
    assert again.authorships.equals(disambiguate(lists.bylines()).authorships)


def test_an_id_stays_when_a_later_work_comes() -> None:
    lists = _team("Xiaoming Wang", "Xiaoming Wang")
    before = people(lists)[1]
    lists.work(9, "Xiaoming Wang", *TEAM, org="o1", year=2025)
    assert people(lists)[1][: len(before)] == before


def test_a_decision_that_two_are_one_wins() -> None:
    lists = Lists()
    a, b = (lists.sign(w, "Wei Wang", org=f"o{w}", orcid=o) for w, o in ((1, VALID), (2, ALSO_VALID)))
    found, of = people(lists, [Verdict(a, b, is_same=True)])
    assert (of[a] == of[b], set(found.authorships.column("decided_by").to_pylist())) == (True, {"person"})


def test_a_decision_that_one_is_two_wins() -> None:
    lists = _team("Xiaoming Wang", "Xiaoming Wang")
    _, of = people(lists, [Verdict(0, 4, is_same=False)])
    assert of[0] != of[4]


def test_decisions_that_contradict_leave_two_people_and_are_counted() -> None:
    lists = Lists()
    a, b, c = (lists.sign(w, "Wei Wang", org=f"o{w}") for w in (1, 2, 3))
    found, of = people(lists, [Verdict(a, b, True), Verdict(b, c, True), Verdict(a, c, False)])
    assert (of[a] != of[c], found.n_contradicted) == (True, 1)


def test_a_probability_is_given_where_authorships_were_put_together() -> None:
    lists = _team("Xiaoming Wang", "Xiaoming Wang")
    lists.sign(7, "Haitao Shangguan", org="o9")
    found, _ = people(lists)
    chances = found.authorships.column("probability").to_pylist()
    assert (chances[-1], all(0.5 < c <= 1 for c in chances[:-1])) == (None, True)


def test_every_kind_of_evidence_is_worded() -> None:
    codes = {f"{head}.{kind.name}" for kind in KINDS for head in ("people_because", "people_kind")}
    assert codes <= set(catalogue())


def test_namesakes_are_counted_whatever_the_order_of_the_name() -> None:
    lists = Lists()
    for work, name in enumerate(("Xiaoming Wang", "Wang Xiaoming", "Haitao Shangguan")):
        lists.sign(work, name, org=f"o{work}", orcid=(VALID, ALSO_VALID, None)[work] or "")
    found, _ = people(lists)
    assert found.authorships.column("n_namesakes").to_pylist() == [1, 1, 0]


def test_namesakes_of_initials_are_unknown() -> None:
    lists = Lists()
    lists.sign(1, "X. Wang", org="o1")
    assert people(lists)[0].authorships.column("n_namesakes").to_pylist() == [None]
