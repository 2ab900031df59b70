"""Which people of the lake a listed expert is."""

from __future__ import annotations

import pytest

from jialing.resolve.people import Listed, Recorded, identified, numbered_people

ORG, OTHER = frozenset({"o1"}), frozenset({"o2"})
RARE = Recorded("rare", ("Zhuge Yunpeng",), org_ids=ORG)
CROWD = [Recorded(f"x{nth}", (f"Name Number{nth}",), org_ids=ORG) for nth in range(2000)]
WEI = [Recorded("wei1", ("Wei Wang",), org_ids=ORG), Recorded("wei2", ("Wang Wei",), org_ids=OTHER, orcid="0000-1")]


@pytest.mark.parametrize(
    ("listed", "ids", "why"),
    [
        (Listed(("诸葛云鹏",), org_ids=ORG), ("rare",), "organisation"),
        (Listed(("诸葛云鹏",), org_ids=OTHER), (), "elsewhere"),
        (Listed(("王伟",), org_ids=ORG), (), "namesakes"),
        (Listed(("王伟",), org_ids=OTHER, orcid="0000-1"), ("wei2",), "orcid"),
        (Listed(("王伟",), org_ids=ORG, orcid="0000-1"), ("wei2", "wei1"), "orcid"),
        (Listed(("钟离雪",), org_ids=ORG), (), "nobody"),
        (Listed(("王",), org_ids=ORG), (), "unreadable"),
    ],
)
def test_listed_person_is_who_can_be_told_from_namesakes(listed: Listed, ids: tuple[str, ...], why: str) -> None:
    found = identified([listed], [RARE, *WEI, *CROWD])[0]
    assert (found.person_ids, found.why) == (ids, f"pool_because.{why}")


def test_own_works_identify() -> None:
    recorded = [Recorded("wei1", ("Wei Wang",), works=frozenset({"w1"})), *WEI[1:]]
    found = identified([Listed(("王伟",), works=frozenset({"w1"}))], recorded)[0]
    assert (found.person_ids, found.why) == (("wei1",), "pool_because.works")


def test_works_with_another_name_on_them_do_not_identify() -> None:
    recorded = [Recorded("p", ("Zhuge Yunpeng",), works=frozenset({"w1"}))]
    assert not identified([Listed(("王伟",), works=frozenset({"w1"}))], recorded)[0].is_known


def test_other_characters_are_another_person() -> None:
    recorded = [Recorded("p", ("诸葛云朋",), org_ids=ORG)]
    assert not identified([Listed(("诸葛云鹏",), org_ids=ORG)], recorded)[0].is_known


def test_parts_of_one_person_belong_together() -> None:
    parts = [Recorded("a", ("Yunpeng Zhuge",), org_ids=ORG), Recorded("b", ("诸葛云鹏",), org_ids=ORG)]
    assert identified([Listed(("诸葛云鹏",), org_ids=ORG)], parts)[0].person_ids == ("a", "b")


def test_listed_persons_who_are_one_share_a_number() -> None:
    listed = [Listed(("诸葛云鹏",), org_ids=ORG), Listed(("王",)), Listed(("Zhuge Yunpeng",), org_ids=ORG)]
    numbers, of = numbered_people(identified(listed, [RARE]))
    assert (numbers, of) == ([0, -1, 0], {"rare": 0})
