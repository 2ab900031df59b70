"""Who is told of what happens: for each code of the audit, which people beside those who follow the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """People who are told although they need not follow the record."""

    OFFICERS = "officers"  # programme officers of its place
    SIDE = "side"  # those who stand for the organisations that asked
    ASSIGNEE = "assignee"
    AUTHOR = "author"  # who wrote the task
    EXPERT = "expert"
    CLAIMANT = "claimant"  # who says to stand for an organisation
    SECRETARIAT = "secretariat"  # those who stand for an alliance's secretariat
    SPEAKERS = "speakers"  # who spoke on the record before


@dataclass(frozen=True)
class Telling:
    """Who is told, and whether something waits for them: then a mail goes at once."""

    audiences: tuple[Audience, ...]
    waits: bool = False


_A = Audience
TELLINGS: Mapping[str, Telling] = {
    "accreditation.filed": Telling((_A.OFFICERS,), waits=True),
    "accreditation.returned": Telling((_A.SIDE,), waits=True),
    "accreditation.under_review": Telling((_A.SIDE,)),
    "accreditation.approved": Telling((_A.SIDE,)),
    "accreditation.refused": Telling((_A.SIDE,)),
    "accreditation.certified": Telling((_A.SIDE,)),
    "accreditation.evaluated": Telling((_A.SIDE,)),
    "accreditation.expired": Telling((_A.SIDE,)),
    "accreditation.expert_asked": Telling((_A.EXPERT,), waits=True),
    "accreditation.opinion_given": Telling((_A.OFFICERS,), waits=True),
    "zone_entry.applied": Telling((_A.OFFICERS,), waits=True),
    "zone_entry.approved": Telling((_A.SIDE,)),
    "zone_entry.refused": Telling((_A.SIDE,)),
    "recognition.proposed": Telling((_A.OFFICERS,), waits=True),
    "recognition.recommended": Telling((_A.SIDE,)),
    "recognition.granted": Telling((_A.SIDE,)),
    "recognition.refused": Telling((_A.SIDE,)),
    "recognition.withdrawn": Telling((_A.SIDE,)),
    "membership.applied": Telling((_A.OFFICERS,), waits=True),
    "membership.admitted": Telling((_A.SIDE,)),
    "membership.refused": Telling((_A.SIDE,)),
    "alliance.woken": Telling((_A.SECRETARIAT,), waits=True),
    "accreditation.late": Telling((_A.OFFICERS,), waits=True),
    "accreditation.correction_late": Telling((_A.SIDE,), waits=True),
    "accreditation.opinion_late": Telling((_A.EXPERT,), waits=True),
    "accreditation.remind": Telling((_A.OFFICERS, _A.SIDE), waits=True),
    "recognition.ending": Telling((_A.OFFICERS, _A.SIDE), waits=True),
    "founding.ending": Telling((_A.OFFICERS, _A.SIDE), waits=True),
    "zone.ending": Telling((_A.OFFICERS, _A.SIDE), waits=True),
    "representation.ending": Telling((_A.CLAIMANT,), waits=True),
    "membership.ballot_over": Telling((_A.SECRETARIAT,), waits=True),
    "task.late": Telling((_A.ASSIGNEE, _A.AUTHOR), waits=True),
    "representation.claimed": Telling((_A.OFFICERS,), waits=True),
    "representation.confirmed": Telling((_A.CLAIMANT,)),
    "representation.refused": Telling((_A.CLAIMANT,)),
    "representation.ended": Telling((_A.CLAIMANT,)),
    "task.set": Telling((_A.ASSIGNEE,), waits=True),
    "task.edited": Telling((_A.ASSIGNEE,)),
    "task.done": Telling((_A.AUTHOR,)),
    "task.cancelled": Telling((_A.ASSIGNEE,)),
    "task.open": Telling((_A.ASSIGNEE,), waits=True),
    "task.due": Telling((_A.ASSIGNEE,), waits=True),
    "comment.written": Telling((_A.SPEAKERS,)),
}
"""What is not named here is told to followers alone."""

SILENT = frozenset({"record.followed", "record.unfollowed"})
"""Nobody is told who follows what."""


def telling(code: str) -> Telling:
    """Who is told of a code beside followers."""
    return TELLINGS.get(code, Telling(()))
