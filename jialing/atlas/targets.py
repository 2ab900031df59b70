"""What the circle and its cities are held to: official targets beside the newest official statistics, and the pace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from jialing.atlas.answers import Answer, Finding, Scope
from jialing.atlas.ask import Found, Question, answered, told
from jialing.atlas.ground import Ground, Row
from jialing.atlas.standing import coded

AT_MOST = "at_most"
VERDICTS = ("reached", "on_pace", "behind", "missed", "not_reached", "no_statistic", "other_unit", "contradictory")
COLUMNS = (
    *("place=held", "indicator", "unit", "baseline_year", "baseline", "latest_year", "latest", "target_year", "target"),
    *("gap", "pace", "pace_needed", "done_share", "due_share", "verdict"),
)
PAPERS = (
    "place=held",
    "indicator",
    "target_year",
    "direction=aim",
    "binding",
    "document",
    "address",
    "retrieved",
    "vintage",
)


@dataclass(frozen=True)
class Targets:
    """The page of official targets.

    targets: place (or circle), indicator (code), unit, baseline_year, baseline, latest_year, latest (newest vintage of
    the newest year), target_year, target, gap (what is missing, in the unit; 0 or less: reached), pace (change a year
    so far), pace_needed (a year from now on), done_share (of the way from baseline to target), due_share (of the way
    that a straight line would have covered by then), verdict (code)
    target_documents: place, indicator, target_year, direction, binding, document, address, retrieved, vintage
    """

    scope: Scope
    table: Answer
    documents: Answer


@dataclass(frozen=True)
class Target:
    """A target as its document sets it, and the newest official value in the same unit, None where there is none."""

    held: str
    indicator: str
    baseline_year: int | None
    baseline: float | None
    year: int
    value: float
    unit: str
    direction: str
    force: str | None
    document: str
    address: str | None
    retrieved_on: date | None
    latest_year: int | None = None
    latest: float | None = None
    vintage: date | None = None
    is_in_other_unit: bool = False

    @property
    def sign(self) -> int:
        """1 where more is asked for, -1 where less is."""
        return -1 if self.direction == AT_MOST else 1

    @property
    def gap(self) -> float | None:
        """What is missing, in the unit; 0 or less where it is reached; None where no statistic tells."""
        return None if self.latest is None else self.sign * (self.value - self.latest)

    @property
    def pace(self) -> float | None:
        """Change a year from the baseline to the newest value; None where either is unknown or no year lies between."""
        if self.baseline is None or self.latest is None or self.baseline_year is None or self.latest_year is None:
            return None
        years = self.latest_year - self.baseline_year
        return (self.latest - self.baseline) / years if years > 0 else None

    @property
    def pace_needed(self) -> float | None:
        """Change a year from the newest value to the target; 0 where it is reached, None after its year or unknown."""
        if self.latest is None or self.latest_year is None or self.gap is None:
            return None
        if self.gap <= 0:
            return 0.0
        years = self.year - self.latest_year
        return (self.value - self.latest) / years if years > 0 else None

    @property
    def done_share(self) -> float | None:
        """Share of the way from baseline to target that is covered; below 0 where it went the other way."""
        if self.baseline is None or self.latest is None or self.value == self.baseline:
            return None
        return (self.latest - self.baseline) / (self.value - self.baseline)

    @property
    def due_share(self) -> float | None:
        """Share of the way that a straight line from baseline to target has covered in the newest value's year."""
        if self.baseline_year is None or self.latest_year is None or self.year <= self.baseline_year:
            return None
        return min(1.0, max(0.0, (self.latest_year - self.baseline_year) / (self.year - self.baseline_year)))

    @property
    def verdict(self) -> str:
        """One of :data:`VERDICTS`."""
        if self.is_contradictory:
            return "contradictory"
        if self.gap is None:
            return "other_unit" if self.is_in_other_unit else "no_statistic"
        if self.gap <= 0:
            return "reached"
        if self.pace_needed is None:
            return "missed"
        if self.pace is None:
            return "not_reached"
        return "on_pace" if self.sign * self.pace >= self.sign * self.pace_needed else "behind"

    @property
    def is_contradictory(self) -> bool:
        """The document asks for less than was there, or for a year before its baseline."""
        if self.baseline_year is not None and self.year <= self.baseline_year:
            return True
        return self.baseline is not None and self.sign * (self.value - self.baseline) < 0


def targets(ground: Ground, scope: Scope) -> Targets:
    """See :class:`Targets`."""
    found = ground.kept(("targets", scope.circle), lambda: _read(ground, scope.circle))
    return Targets(scope, _table(ground, scope, found), _documents(ground, scope, found))


def _table(ground: Ground, scope: Scope, found: Sequence[Target]) -> Answer:
    def make() -> Found:
        rows = [_row(target) for target in found]
        notes = (Finding("atlas.targets.mark"), Finding("atlas.targets.newest"))
        return Found(rows, _title(ground, scope, found), (*notes, *_unread(ground)))

    asked = Question("targets", COLUMNS, (), "atlas.unit.as_stated", "atlas.method.official", "targets")
    return answered(ground, scope, asked, make, why_not=_why_not(scope, found))


def _row(target: Target) -> Row:
    return (
        target.held,
        coded("indicator", target.indicator),
        target.unit,
        target.baseline_year,
        target.baseline,
        target.latest_year,
        target.latest,
        target.year,
        target.value,
        target.gap,
        target.pace,
        target.pace_needed,
        target.done_share,
        target.due_share,
        f"atlas.verdict.{target.verdict}",
    )


def _title(ground: Ground, scope: Scope, found: Sequence[Target]) -> Finding:
    n = Counter(target.verdict for target in found)
    untold = n["no_statistic"] + n["other_unit"] + n["contradictory"]
    slow = n["behind"] + n["missed"]
    params = {"n_targets": len(found), "n_reached": n["reached"], "n_on_pace": n["on_pace"]}
    params |= {"n_slow": slow, "n_untold": untold}
    code = "atlas.targets.title_untold" if untold == len(found) else "atlas.targets.title"
    return told(ground, scope, code, **params)


def _documents(ground: Ground, scope: Scope, found: Sequence[Target]) -> Answer:
    def make() -> Found:
        return Found([_paper(target) for target in found], told(ground, scope, "atlas.targets.documents"))

    asked = Question("target_documents", PAPERS, (), "atlas.unit.as_stated", "atlas.method.official", "targets")
    return answered(ground, scope, asked, make, why_not=_why_not(scope, found))


def _paper(target: Target) -> Row:
    return (
        target.held,
        coded("indicator", target.indicator),
        target.year,
        f"atlas.direction.{target.direction}",
        coded("binding", target.force),
        target.document,
        target.address,
        _day(target.retrieved_on),
        _day(target.vintage),
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _why_not(scope: Scope, found: Sequence[Target]) -> Finding | None:
    return None if found else Finding("atlas.targets.none_came", {"circle": scope.circle})


def _unread(ground: Ground) -> tuple[Finding, ...]:
    """How many rows name neither a place nor a circle, so that nobody is held to them."""
    n = ground.rows("SELECT count(*) FROM targets WHERE place_id IS NULL AND circle_id IS NULL")[0][0]
    return (Finding("atlas.targets.of_nobody", {"n_rows": n}),) if n else ()


def _read(ground: Ground, circle: str) -> tuple[Target, ...]:
    """Targets of the circle, then of its centres, then of its other members; by indicator and year."""
    if not ground.has("targets"):
        return ()
    members = ground.members[circle]
    query = """SELECT DISTINCT coalesce(place_id, circle_id) AS held, indicator, baseline_year, baseline_value,
        target_year, target_value, unit, coalesce(direction, 'at_least') AS direction, force, document, address,
        retrieved_on FROM targets WHERE circle_id = ? OR place_id IN (SELECT unnest(?)) ORDER BY ALL"""
    rows = ground.rows(query, [circle, list(members)])
    newest = _newest(ground, [circle], members)
    order = {held: i for i, held in enumerate((circle, *ground.circle(circle).centre_ids, *members))}
    found = [_with_statistic(Target(*row), newest) for row in rows]
    return tuple(sorted(found, key=lambda t: (order[t.held], t.indicator, t.year)))


_Newest = dict[tuple[str, str, str], tuple[int, float, date | None]]


def _newest(ground: Ground, circles: Sequence[str], places: Sequence[str]) -> _Newest:
    """(place or circle, indicator, unit) -> newest year with a value, that value by its newest vintage, the vintage."""
    if not ground.has("statistics"):
        return {}
    query = """SELECT coalesce(place_id, circle_id), indicator, unit, year, value, vintage FROM statistics
        WHERE (place_id IN (SELECT unnest(?)) OR circle_id IN (SELECT unnest(?))) AND value IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY coalesce(place_id, circle_id), indicator, unit
            ORDER BY year DESC, vintage DESC NULLS LAST, value) = 1"""
    rows = ground.rows(query, [list(places), list(circles)])
    return {(held, indicator, unit): (year, value, vintage) for held, indicator, unit, year, value, vintage in rows}


def _with_statistic(target: Target, newest: _Newest) -> Target:
    found = newest.get((target.held, target.indicator, target.unit))
    if found is None:
        other = any((held, name) == (target.held, target.indicator) for held, name, _ in newest)
        return replace(target, is_in_other_unit=other)
    year, value, vintage = found
    return replace(target, latest_year=year, latest=value, vintage=vintage)
