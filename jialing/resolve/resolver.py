"""Strings in, resolutions out: read, judge, choose, place, say why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from jialing.resolve import tail
from jialing.resolve.abstention import abstention, candidates_within_reach, within_reach
from jialing.resolve.choose import chosen
from jialing.resolve.combine import judged, probabilities
from jialing.resolve.index import NameIndex
from jialing.resolve.model import MODEL, Model
from jialing.resolve.offsets import spans_of
from jialing.resolve.place_alone import place_without
from jialing.resolve.placing import NOWHERE, Where, has_body, place_of
from jialing.resolve.reading import Mention, Reading, gather_places, read
from jialing.resolve.reasons import because, because_nothing
from jialing.resolve.scene import Candidate, Scene
from jialing.resolve.slips import by_slip
from jialing.resolve.text import words_of
from jialing.resolve.types import Hint, Resolution


def resolve(
    index: NameIndex,
    affiliations: Sequence[str],
    hints: Sequence[Hint | None] | None = None,
    *,
    model: Model = MODEL,
) -> list[Resolution]:
    """What each affiliation string is, in the same order.

    Parameters
    ----------
    index : what is known; see :func:`build_index`
    affiliations : strings of any length, script and condition
    hints : for each string what its source says of it; None for nothing
    model : how evidence is weighed; by default the shipped one

    Returns
    -------
    One Resolution per string. ``score`` is the estimated probability (0..1) that the first organisation is right,
    None where
    none is given. A string's answer depends on nothing but the string, its hint and the index.
    """
    if hints is None:
        return [_resolved(index, text, None, model) for text in affiliations]
    return [_resolved(index, text, hint, model) for text, hint in zip(affiliations, hints, strict=True)]


def _resolved(index: NameIndex, text: str, hint: Hint | None, model: Model) -> Resolution:
    reading, ranked = considered(index, text, hint, model)
    answer = chosen(ranked, reading, index, model)
    countries = hint.country_codes if hint is not None else ()
    likely = probabilities(ranked, answer, model)
    if not answer or _is_tie(ranked, likely, index):
        where = place_without(text, reading, ranked, index=index, countries=countries)
        return _withheld(ranked, reading, where, index=index, model=model)
    wheres = [place_of(one, reading, index, countries) for one in answer]
    where, is_named = wheres[0]
    return Resolution(
        org_ids=tuple(index.organisations.ids[one.organisation] for one in answer),
        place_id=where.place_id,
        country_code=where.country,
        score=likely[0],
        because=because(answer, where, reading, index, is_named=is_named),
        province=_province(where, index),
        org_place_ids=tuple(one.place_id for one, _ in wheres),
        probabilities=likely,
        spans=spans_of(text, reading.words.raw, [(one.mention.start, one.mention.end) for one in answer]),
        candidates=_rivals(ranked, answer, likely[0], index, model),
    )


def considered(index: NameIndex, text: str, hint: Hint | None, model: Model) -> tuple[Reading, list[Candidate]]:
    """The reading of a string that was settled on, and all its candidates with their evidence, best first."""
    reading = read(words_of(text), index)
    ranked = judged(Scene(reading, index, hint), model) if reading.mentions else []
    if not model.tail:
        return reading, ranked
    is_unsure = not ranked or ranked[0].logit < model.sure
    if is_unsure:
        if reading.words.has_han or has_body(reading) or tail.is_worth_it(text, reading.words, index):
            return _with_tail(text, reading, ranked, index=index, hint=hint, model=model)
    elif tail.is_glued(text):
        again = tail.reread(text, index)
        if again is not None:
            return _better((reading, ranked), _marked(read(again, index), "rewritten"), index, hint, model)
    elif tail.goes_on_unknown(reading.words, ranked[0].mention, index):
        respelt = tail.respelt(reading.words, index)
        if respelt is not None:
            return _better((reading, ranked), _marked(read(respelt, index), "respelt"), index, hint, model)
    return reading, ranked


def _better(
    one: tuple[Reading, list[Candidate]], other: Reading, index: NameIndex, hint: Hint | None, model: Model
) -> tuple[Reading, list[Candidate]]:
    """The reading with the likelier first candidate, and its candidates."""
    found = judged(Scene(other, index, hint), model) if other.mentions else []
    return (other, found) if found and found[0].logit > one[1][0].logit else one


def _is_tie(ranked: Sequence[Candidate], likely: Sequence[float], index: NameIndex) -> bool:
    """Whether the one organisation found is sooner wrong than right, and an unrelated one is about as likely to be what
    the same words mean. Two that stand side by side are a list, of which the first is given."""
    if len(likely) != 1 or likely[0] >= 0.5:
        return False
    best, *rivals = within_reach(ranked, index, reach=TIE) or [ranked[0]]
    return any(_overlap(best.mention, rival.mention) for rival in rivals)


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


TIE = 0.5
"""Log-odds within which two unrelated organisations are equals."""

CERTAIN = 0.9
"""Probability from which nobody need hear of a single answer's rivals."""


def _rivals(
    ranked: Sequence[Candidate], answer: Sequence[Candidate], likely: float, index: NameIndex, model: Model
) -> tuple[tuple[str, float], ...]:
    if len(answer) > 1 or likely >= CERTAIN:
        return ()
    return candidates_within_reach(ranked, index, model)


def _withheld(
    ranked: Sequence[Candidate], reading: Reading, where: Where, *, index: NameIndex, model: Model
) -> Resolution:
    candidates = candidates_within_reach(ranked, index, model)
    kind = abstention(reading, index, is_between=bool(candidates))
    return Resolution(
        org_ids=(),
        place_id=where.place_id,
        country_code=where.country,
        score=None,
        because=because_nothing(ranked, where, reading, index, kind=kind),
        province=_province(where, index),
        abstention=kind,
        candidates=candidates,
    )


def _province(where: Where, index: NameIndex) -> str | None:
    return index.provinces[where.division][0] if where != NOWHERE and where.division in index.provinces else None


def _with_tail(
    text: str, reading: Reading, ranked: list[Candidate], *, index: NameIndex, hint: Hint | None, model: Model
) -> tuple[Reading, list[Candidate]]:
    """The best of the first reading and of the tail's readings, cheapest first, until one is sure."""
    best, best_reading = ranked, reading
    for other in _tail_readings(text, reading, index):
        found = judged(Scene(other, index, hint), model) if other.mentions else []
        if found and (not best or found[0].logit > best[0].logit):
            best, best_reading = found, other
            if best[0].logit >= model.sure:
                break
    return best_reading, best


def _tail_readings(text: str, reading: Reading, index: NameIndex) -> Iterator[Reading]:
    base = reading
    again = tail.reread(text, index)
    again = tail.rejoined(again or reading.words, index) or again
    again = tail.parted(again or reading.words, index) or again
    if again:
        base = _marked(read(again, index), "rewritten")
        yield base
    written = base.words  # pinyin is no misspelling
    respelt = tail.respelt(written, index)
    if respelt:
        base = _marked(read(respelt, index), "respelt")
        yield base
    found = (
        by_slip(base.words, index) if base.words.has_han else (),
        tail.by_rare_words(base.words, index),
        tail.by_pinyin(written, index),
        tail.by_sound(base.words, index),
    )
    for mention in chain.from_iterable(found):
        yield _beside(mention, base)


def _marked(reading: Reading, how: str) -> Reading:
    for mention in reading.mentions:
        mention.how = how
    return reading


def _beside(mention: Mention, base: Reading) -> Reading:
    """A reading with one mention of the tail and the places outside it."""
    places = [place for place in base.places if place.end <= mention.start or place.start >= mention.end]
    reading = Reading(base.words, [mention], places)
    gather_places(reading)
    return reading
