"""What a reviewer does: accept, choose another, add a new organisation, reject, put off, undo, settle."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from jialing.errors import InputError, WrongState
from jialing.lake import REASONS, Decision, LedgerContents, Shown
from jialing.pipeline.desk.opening import Desk, is_added
from jialing.pipeline.desk.organisations import NewOrganisationForm, add_organisation, withdraw_unused
from jialing.pipeline.desk.queue import shown_for
from jialing.pipeline.desk.writing import append, require_reviewer, stamp


@dataclass(frozen=True)
class Verdict:
    """One stroke of a reviewer over one or more strings.

    Attributes
    ----------
    affiliations : strings exactly as printed
    action : accept (what the resolver proposed), choose (``org_ids``), new (``organisation``), reject (``reason``)
    org_ids : organisations, best first; for ``accept`` may be empty: each string's own proposal
    reason : of a rejection: none_of_these, not_an_organisation or place_only
    place_id : place, where the reviewer knows it; a rejection as ``none_of_these`` keeps the place read from the string
    note : why, in the reviewer's words
    organisation : the one to be added
    settles : ids of the decisions of the disagreement that this verdict ends
    """

    affiliations: tuple[str, ...]
    action: str
    org_ids: tuple[str, ...] = ()
    reason: str = ""
    place_id: str | None = None
    note: str = ""
    organisation: NewOrganisationForm | None = None
    settles: tuple[str, ...] = ()


def decide_at_desk(desk: Desk, verdict: Verdict, *, at: datetime | None = None) -> tuple[Decision, ...]:
    """Append the verdict, one decision a string, all of one batch.

    Raises
    ------
    InputError
        ``pipeline.no_reviewer``, ``pipeline.no_affiliation``, ``desk.unknown_string`` (affiliation),
        ``desk.no_organisation_named``, ``desk.nothing_proposed`` (affiliation), ``desk.unknown_reason`` (reason,
        known), ``desk.unknown_action`` (action), ``desk.place_missing``, what :func:`add_organisation` raises,
        ``pipeline.unknown_organisation``, ``pipeline.unknown_place``.
    WrongState
        ``desk.changed_meanwhile`` where what ``settles`` names is not what differs now; ``lake.disk_full``, ...
    """
    made, batch = prepared(desk, verdict, at=stamp(at)), secrets.token_hex(4)
    if verdict.organisation is not None and verdict.action == "new":
        added = add_organisation(desk, verdict.organisation, at=stamp(at))
        made = [replace(d, org_ids=(added.org_id,)) for d in made]
    batched = [replace(d, batch=batch) for d in made]

    def after(there: LedgerContents) -> Sequence[Decision]:
        _require_unchanged(there, verdict)
        return batched

    return append(desk.lake, after)


Rows = Mapping[str, Mapping[str, Any]]


def prepared(desk: Desk, verdict: Verdict, *, at: str, rows: Rows | None = None) -> list[Decision]:
    """The decisions of a verdict, checked, not yet written; a new organisation has no id yet.

    ``rows`` : the version's rows of the strings (:func:`rows_of`), where many verdicts are prepared at once.
    """
    require_reviewer(desk.by)
    if not verdict.affiliations or not all(a.strip() for a in verdict.affiliations):
        raise InputError("pipeline.no_affiliation")
    _check(desk, verdict)
    there = rows_of(desk, verdict.affiliations) if rows is None else rows
    if missing := [a for a in verdict.affiliations if a not in there]:
        raise InputError("desk.unknown_string", affiliation=missing[0][:200])
    return [_decision(desk, verdict, there[a], at) for a in dict.fromkeys(verdict.affiliations)]


def _check(desk: Desk, verdict: Verdict) -> None:
    if verdict.action == "choose" and not verdict.org_ids:
        raise InputError("desk.no_organisation_named")
    if verdict.action == "new" and verdict.organisation is None:
        raise InputError("desk.no_organisation_named")
    if verdict.action == "reject" and verdict.reason not in REASONS:
        raise InputError("desk.unknown_reason", reason=verdict.reason, known=", ".join(REASONS))
    if verdict.action not in ("accept", "choose", "new", "reject"):
        raise InputError("desk.unknown_action", action=verdict.action)
    desk.require_known(verdict.org_ids, verdict.place_id)


def rows_of(desk: Desk, affiliations: Sequence[str]) -> Rows:
    """The version's rows of strings, by string; those that it does not have are left out."""
    rows = desk.rows("SELECT * FROM affiliations WHERE affiliation = ANY(?)", [list(affiliations)])
    return {row["affiliation"]: row for row in rows}


def _decision(desk: Desk, verdict: Verdict, row: Mapping[str, Any], at: str) -> Decision:
    shown = shown_for(desk, row)
    org_ids, place_id = verdict.org_ids, verdict.place_id
    if verdict.action == "accept" and not org_ids:
        org_ids, place_id = _own_proposal(row, shown), place_id or (row["place_id"] if row["org_ids"] else None)
    if verdict.action == "reject":
        org_ids, place_id = (), _place_of_rejection(verdict, row)
    return Decision(
        affiliation=row["affiliation"],
        org_ids=tuple(dict.fromkeys(org_ids)),
        by=desk.by,
        at=at,
        place_id=place_id,
        note=verdict.note.strip(),
        action=verdict.action,
        reason=verdict.reason if verdict.action == "reject" else "",
        settles=verdict.settles,
        shown=shown,
    )


def _own_proposal(row: Mapping[str, Any], shown: Shown) -> tuple[str, ...]:
    """All organisations that were given, else the likeliest of those thought of."""
    if not shown.org_ids:
        raise InputError("desk.nothing_proposed", affiliation=row["affiliation"][:200])
    return tuple(row["org_ids"]) or shown.org_ids[:1]


def _place_of_rejection(verdict: Verdict, row: Mapping[str, Any]) -> str | None:
    if verdict.reason == "not_an_organisation":
        return verdict.place_id
    place_id = verdict.place_id or (None if row["org_ids"] else row["place_id"])
    if verdict.reason == "place_only" and place_id is None:
        raise InputError("desk.place_missing")
    return place_id


def _require_unchanged(there: LedgerContents, verdict: Verdict) -> None:
    if not verdict.settles:
        return
    differing = {d.id for one in there.disagreements if one.affiliation in verdict.affiliations for d in one.decisions}
    if differing != set(verdict.settles):
        raise WrongState("desk.changed_meanwhile")


def put_off(desk: Desk, affiliations: Sequence[str], *, at: datetime | None = None, is_back: bool = False) -> None:
    """Put strings to the end for this reviewer, or take them up again. Raises InputError ``pipeline.no_reviewer``."""
    require_reviewer(desk.by)
    desk.lake.skips.add(affiliations, by=desk.by, at=stamp(at), is_back=is_back)


def undo(desk: Desk, *, batch: str = "", at: datetime | None = None) -> tuple[Decision, ...]:
    """Take back the reviewer's last stroke, or the one that ``batch`` names; what stood before counts again.

    An organisation that the stroke added, and that no other decision names, is withdrawn with it.

    Raises InputError ``pipeline.no_reviewer``; WrongState ``desk.nothing_to_undo`` (by).
    """
    require_reviewer(desk.by)
    when = stamp(at)

    def after(there: LedgerContents) -> Sequence[Decision]:
        return [_withdrawal(d, desk.by, when) for d in _last_stroke(there, desk.by, batch)]

    made = append(desk.lake, after)
    withdraw_unused(desk.lake, {o for d in made for o in d.org_ids if is_added(o)}, by=desk.by, at=when)
    return made


def _withdrawal(decision: Decision, by: str, at: str) -> Decision:
    return replace(decision, by=by, at=at, is_withdrawn=True, undoes=decision.id, shown=None, settles=(), note="")


def _last_stroke(there: LedgerContents, by: str, batch: str) -> list[Decision]:
    mine = [d for of_string in there.standing.values() for d in of_string if d.by == by]
    if batch:
        mine = [d for d in mine if d.batch == batch]
    if not mine:
        raise WrongState("desk.nothing_to_undo", by=by)
    order = {id(d): n for n, d in enumerate(there.decisions)}
    last = max(mine, key=lambda d: order[id(d)])
    return [d for d in mine if d.batch == last.batch and (d.batch or d is last)]


def settle(
    desk: Desk, affiliation: str, decision_id: str, *, note: str = "", at: datetime | None = None
) -> tuple[Decision, ...]:
    """End a disagreement: decide as the decision named, naming all that differ.

    Raises InputError ``pipeline.no_reviewer``; WrongState ``desk.changed_meanwhile`` where there is no such decision
    among those that differ now.
    """
    require_reviewer(desk.by)
    when, batch = stamp(at), secrets.token_hex(4)

    def after(there: LedgerContents) -> Sequence[Decision]:
        differing = next((d.decisions for d in there.disagreements if d.affiliation == affiliation), ())
        right = next((d for d in differing if d.id == decision_id), None)
        if right is None:
            raise WrongState("desk.changed_meanwhile")
        ids = tuple(d.id for d in differing)
        return [replace(right, by=desk.by, at=when, note=note.strip(), batch=batch, settles=ids)]

    return append(desk.lake, after)
