"""What the pages of position are made of."""

from __future__ import annotations

from dataclasses import dataclass

from jialing.atlas.answers import Answer, Scope
from jialing.atlas.profiles import FieldCard


@dataclass(frozen=True)
class Position:
    """All fields at once.

    position: field, works (distinct works of the circle), growth, density (of the union of its cities) with low and
    high, complexity (of the field), cities (that are specialised in it)
    track_record: figure (code), value, low, high
    """

    scope: Scope
    fields: Answer
    record: Answer


@dataclass(frozen=True)
class PositionField:
    """One field of the level at which position is told (scope.field).

    position_cities: place, works, share (of the place's works), specialisation with low and high, density
    position_carriers: org, place, works, share (of the circle's works in the field)
    position_comparators: circle, works, share (of that circle's works), cities (specialised), density
    (of the union) with low and high, leader (its city with most works)
    position_added: place_a (a city without the field), place_b (the city that adds most), added (share of what lies
    near), density (of the first)
    """

    scope: Scope
    card: FieldCard
    cities: Answer
    carriers: Answer
    comparators: Answer
    added: Answer


@dataclass(frozen=True)
class Joint:
    """What the circle could aim for together.

    joint_targets: rank (None where the order does not hold), field, mass (code), works (of the circle), largest (works
    of its city with most), leader (that city), groups, top_works (None: citations unknown), reach (works over those of
    the comparator with most), ahead (that comparator), against (what the verdict does not survive)
    joint_near: fields in which no city is specialised, by the density of the union: rank, field, works, density, low,
    high, alone (density around one city alone), leader (that city), added (what the union has more)
    joint_choice: the same fields: field, portfolio (code: least effort, classic view, both, neither), effort (works,
    weighed), leader (city that lacks least), works, density, complexity
    """

    scope: Scope
    targets: Answer
    near: Answer
    choice: Answer


@dataclass(frozen=True)
class FieldPartners:
    """Partners for a field inside the circle (scope.field). Groups: organisations with enough works in the field.

    partner_groups: org, place (where it has most), works, joint_works (with other groups), partners (groups among them)
    partner_ties, partner_gaps: org_a, org_b (of different cities), works (joint), expected_works, ratio, low, high,
    direction (code); ties: most joint works first; gaps: fewer than expected, the surely fewer
    and the widest gaps first
    """

    scope: Scope
    card: FieldCard
    groups: Answer
    ties: Answer
    gaps: Answer
