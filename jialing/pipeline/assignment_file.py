"""An assignment asked for in a JSON file, read a row at a time: dense scores of forty million pairs fit in memory."""

from __future__ import annotations

import codecs
from pathlib import Path

import msgspec
import numpy as np

from jialing.errors import InputError
from jialing.match.assignment import Group, Problem, problem

Numbers = float | list[float]


class GivenGroup(msgspec.Struct, frozen=True):
    """Reviewers (numbers) of whom each paper has at least and at most so many; one number for all papers or a list."""

    name: str
    members: list[int]
    at_least: Numbers = 0
    at_most: Numbers | None = None


class Given(msgspec.Struct, frozen=True):
    """The file's fields; others are passed over."""

    demand: Numbers
    load: Numbers
    scores: list[msgspec.Raw] | None = None
    pairs: list[tuple[int, int, float]] | None = None
    name: str = ""
    load_min: Numbers | None = None
    conflicts: list[tuple[int, int]] = []
    topics: list[str] = []
    groups: list[GivenGroup] = []
    organisations: list[str | int | None] | None = None
    per_organisation: int = 1
    papers: list[str | int] = []
    reviewers: list[str | int] = []
    previous: list[tuple[int, int]] | None = None
    declined: list[tuple[int, int]] = []
    left: list[int] = []


def read_assignment(file: Path, *, floor: float | None = None, cap: float = 1.0) -> tuple[Problem, Given]:
    """The problem of a file, and the fields themselves.

    Raises
    ------
    InputError
        ``assignment.no_file``, ``assignment.unreadable`` (reason), ``assignment.no_scores``, ``assignment.ragged``
        (paper), ``assignment.out_of_range`` (name, paper, reviewer), ``assignment.twice`` (paper, reviewer),
        ``assignment.lengths`` (name, expected), and those of :func:`jialing.match.assignment.problem`.
    """
    given = _given(file)
    scores = _dense(given, file) if given.scores is not None else _of_pairs(given, file)
    _forbid(scores, given.conflicts, "conflicts")
    for name in ("previous", "declined"):
        _check(scores, getattr(given, name) or [], name)
    _check(scores, [(0, reviewer) for reviewer in given.left], "left")
    for name, expected in zip(("papers", "reviewers"), scores.shape, strict=True):
        if getattr(given, name) and len(getattr(given, name)) != expected:
            raise InputError("assignment.lengths", name=name, expected=expected)
    made = problem(
        scores,
        demand=given.demand,
        load=given.load,
        load_min=given.load_min or 0,
        groups=tuple(_group(group, scores, given.demand) for group in given.groups),
        organisation=_codes(given.organisations),
        per_organisation=given.per_organisation if given.organisations is not None else 0,
        floor=floor,
        cap=cap,
        topics=given.topics,
    )
    return made, msgspec.structs.replace(given, scores=None, pairs=None)


def _given(file: Path) -> Given:
    if not file.is_file():
        raise InputError("assignment.no_file", file=file)
    try:
        return msgspec.json.decode(file.read_bytes().removeprefix(codecs.BOM_UTF8), type=Given)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:  # a ValidationError is a DecodeError too
        raise InputError("assignment.unreadable", file=file.name, reason=str(error)) from error
    except OSError as error:
        raise InputError("assignment.unreadable", file=file.name, reason=error.strerror or str(error)) from error


def _dense(given: Given, file: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    rows = given.scores or []
    decoder = msgspec.json.Decoder(list[float | None])
    scores = np.empty((0, 0))
    for nth, raw in enumerate(rows):
        try:
            row = np.array(decoder.decode(raw), float)
        except msgspec.DecodeError as error:
            reason = f"scores[{nth}]: {error}"
            raise InputError("assignment.unreadable", file=file.name, reason=reason) from error
        if nth == 0:
            scores = np.empty((len(rows), len(row)))
        if len(row) != scores.shape[1]:
            raise InputError("assignment.ragged", paper=nth, found=len(row), expected=scores.shape[1])
        scores[nth] = row
    return scores


def _of_pairs(given: Given, file: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Pairs that are not listed may not be: nothing is known of them."""
    if given.pairs is None:
        raise InputError("assignment.no_scores", file=file.name)
    at = np.array([pair[:2] for pair in given.pairs], np.int64).reshape(-1, 2)
    highest = at.max(axis=0, initial=-1)
    shape = (_size(given.demand, highest[0]), _size(given.load, highest[1]))
    scores = np.full(shape, np.nan)
    _check(scores, [pair[:2] for pair in given.pairs], "pairs")
    keys, counts = np.unique(at, axis=0, return_counts=True)
    if (counts > 1).any():
        paper, reviewer = keys[counts > 1][0].tolist()
        raise InputError("assignment.twice", paper=paper, reviewer=reviewer)
    scores[at[:, 0], at[:, 1]] = [pair[2] for pair in given.pairs]
    return scores


def _size(given: Numbers, highest: int) -> int:
    return len(given) if isinstance(given, list) else int(highest) + 1


def _check(scores: np.ndarray[tuple[int, ...], np.dtype[np.float64]], pairs: list[tuple[int, int]], name: str) -> None:
    papers, reviewers = scores.shape
    for paper, reviewer in pairs:
        if not (0 <= paper < papers and 0 <= reviewer < reviewers):
            raise InputError(
                "assignment.out_of_range", name=name, paper=paper, reviewer=reviewer, papers=papers, reviewers=reviewers
            )


def _forbid(scores: np.ndarray[tuple[int, ...], np.dtype[np.float64]], pairs: list[tuple[int, int]], name: str) -> None:
    _check(scores, pairs, name)
    if pairs:
        scores[tuple(np.array(pairs).T)] = np.nan


def _group(given: GivenGroup, scores: np.ndarray[tuple[int, ...], np.dtype[np.float64]], demand: Numbers) -> Group:
    papers, reviewers = scores.shape
    _check(scores, [(0, reviewer) for reviewer in given.members], given.name)
    members = np.zeros(reviewers, bool)
    members[given.members] = True
    most = given.at_most if given.at_most is not None else demand
    limits = [np.asarray(limit, float) for limit in (given.at_least, most)]
    if any(limit.shape not in ((), (papers,)) or np.any(limit != np.rint(limit)) for limit in limits):
        raise InputError("assignment.counts", name=given.name, expected=papers)
    least, highest = (np.broadcast_to(limit.astype(np.int64), papers).copy() for limit in limits)
    return Group(given.name, members, least, highest)


def _codes(organisations: list[str | int | None] | None) -> list[int] | None:
    if organisations is None:
        return None
    known = {name: nth for nth, name in enumerate(dict.fromkeys(o for o in organisations if o is not None))}
    return [-1 if name is None else known[name] for name in organisations]
