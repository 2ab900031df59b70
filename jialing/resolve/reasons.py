"""Why an answer was given, as phrase codes and params; the doors word them in either language."""

from __future__ import annotations

from collections.abc import Sequence

from jialing.resolve.abstention import Abstention, within_reach
from jialing.resolve.index import NameIndex
from jialing.resolve.names import ACRONYM
from jialing.resolve.placing import NOWHERE, Where
from jialing.resolve.reading import Mention, Reading
from jialing.resolve.scene import INNER, PARENT, SUCCESSOR, Candidate
from jialing.resolve.types import Reason

_VIA = {PARENT: "because.part_of", INNER: "because.name_inside", SUCCESSOR: "because.successor"}
_HOW = {
    "rewritten": "because.rewritten",
    "respelt": "because.respelt",
    "rare_words": "because.similar",
    "pinyin": "because.pinyin",
    "sound": "because.sound",
}

UNSURE = -2.5
"""Log-odds from which a withheld candidate is worth naming."""


def because(answer: Sequence[Candidate], where: Where, reading: Reading, index: NameIndex, *, is_named: bool) -> Reason:
    """The strongest reason for the first organisation, what places say, and how many more there are."""
    best = answer[0]
    return Reason(
        _code(best, is_named=is_named),
        {
            "read": read_from(best.mention, reading),
            "organisation": index.organisations.names[best.organisation],
            "place": where.said,
            "others": len(answer) - 1,
        },
    )


def _code(best: Candidate, *, is_named: bool) -> str:
    features = best.features
    agrees = "place.city" in features or "place.division" in features or "place.country" in features
    if is_named:
        return "because.branch_place"
    if best.via in _VIA:
        return _VIA[best.via]
    if best.mention.how in _HOW:
        return _HOW[best.mention.how]
    if best.kind == ACRONYM:
        return "because.acronym_and_place" if agrees else "because.acronym"
    return "because.name_and_place" if agrees else "because.name"


def because_nothing(
    ranked: Sequence[Candidate], where: Where, reading: Reading, index: NameIndex, *, kind: Abstention
) -> Reason:
    """Why no organisation is given."""
    if kind == "ambiguous":
        return _between(ranked, reading, index)
    if where.seat:
        return Reason(f"because.{where.seat}_seat", {"place": where.said})
    if where != NOWHERE:
        is_inside = reading.words.has_han and kind == "unknown_organisation"
        return Reason("because.place_in_name" if is_inside else "because.place_only", {"place": where.said})
    if ranked and ranked[0].logit >= UNSURE:
        return Reason("because.unsure", _first(ranked, reading, index))
    return Reason("because.not_in_tables" if kind == "unknown_organisation" else "because.no_name", {})


def _first(ranked: Sequence[Candidate], reading: Reading, index: NameIndex) -> dict[str, object]:
    best = ranked[0]
    names = index.organisations.names
    return {"read": read_from(best.mention, reading), "organisation": names[best.organisation]}


def _between(ranked: Sequence[Candidate], reading: Reading, index: NameIndex) -> Reason:
    """Torn between several bearers of one name, or several names."""
    near = within_reach(ranked, index)
    params = {**_first(ranked, reading, index), "other": index.organisations.names[near[1].organisation]}
    return Reason("because.ambiguous", {**params, "n": len(near)})


def read_from(mention: Mention, reading: Reading) -> str:
    """The words of the string that were read as the name."""
    raw = reading.words.raw[mention.start : mention.end]
    return ("" if raw and raw[0] >= "\u2e80" else " ").join(raw)
