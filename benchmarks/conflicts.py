"""Conflicts of interest: 600 proposals (teams of five) x 3,000 experts over a million authorships, with homonyms.

`python -m benchmarks conflicts`. The world is invented (assigning/acquainted.py). Pool and teams are listed by their
names in characters and pinyin, present and former organisations, a third with an ORCID iD, and 60 % with three works of
their own. What is true: a joint work of an expert and a member within five years. Recall counts a pair as caught where
a row stands between them or somebody cannot be identified (blocked); `recall_of_identified` counts rows only, among
pairs where all are identified. False: pairs with a row and no joint work, over all pairs. Seconds from listed people
and the lake's tables to rows; making the world is left out. Beside it: the same name and organisation, without any care
for namesakes, and the same whole name alone; there a record belongs to the first listed person whom it fits.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np

from benchmarks.assigning.acquainted import LAST, WITH_WORKS, World, world
from benchmarks.watch import table, write
from jialing.measure import Evidence, Joint, Rules, conflicts
from jialing.resolve.people import Identified, Listed, Recorded, identified, numbered_people

N_PROPOSALS, N_TEAM, N_EXPERTS, WINDOW = 600, 5, 3000, 5
SEEDS = (1, 2, 3)


def main() -> None:
    if len(sys.argv) == 2 and sys.argv[1].isdigit():
        print(json.dumps(_measured(int(sys.argv[1]))))
        return
    rows = []
    for seed in SEEDS:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.conflicts", str(seed)], capture_output=True, text=True, check=True
        )
        rows += json.loads(done.stdout)
    print(table(rows))
    print("written:", write("conflicts", rows, proposals=N_PROPOSALS, experts=N_EXPERTS, window=WINDOW))


def _measured(seed: int) -> list[dict[str, object]]:
    made = world(seed)
    rng = np.random.default_rng(seed + 100)
    drawn = rng.choice(len(made.pinyin), N_EXPERTS + N_PROPOSALS * N_TEAM, replace=False)
    experts, members = drawn[:N_EXPERTS], drawn[N_EXPERTS:].reshape(N_PROPOSALS, N_TEAM)
    listed, recorded = _listed(made, drawn, rng), _recorded(made)
    truth = _truth(made, experts, members)
    rows = []
    for method in (identified, _same_name_and_organisation, _same_name):
        cpu = time.process_time()
        found = method(listed, recorded)
        numbers, of = numbered_people(found)
        joint = Joint("work", made.work, _renamed(made.filed, of), made.year, made.year)
        proposals = np.repeat(np.arange(N_PROPOSALS), N_TEAM)
        teams = np.column_stack([proposals, numbers[N_EXPERTS:]])
        shown = conflicts(
            teams, np.array(numbers[:N_EXPERTS]), Evidence((joint,)), year=LAST, rules=Rules({"work": WINDOW})
        )
        spent = round(time.process_time() - cpu, 2)
        peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        row = {"seed": seed, "method": method.__name__.strip("_"), "authorships": len(made.work), "cpu_s": spent}
        rows.append(row | {"peak_mib": peak} | _judged(found, shown, truth))
    return rows


def _judged(found: Sequence[Identified], shown: Any, truth: np.ndarray) -> dict[str, object]:
    known = np.array([one.is_known for one in found])
    rows, blocked = shown.found(), shown.blocked()
    sure = np.outer(known[N_EXPERTS:].reshape(N_PROPOSALS, N_TEAM).all(axis=1), known[:N_EXPERTS])
    return {
        "identified": round(float(known.mean()), 4),
        "rows": len(shown.proposal),
        "true_pairs": int(truth.sum()),
        "recall": round(float((blocked & truth).sum() / truth.sum()), 4),
        "recall_of_identified": round(float((rows & truth & sure).sum() / (truth & sure).sum()), 4),
        "false_share_of_pairs": round(float((rows & ~truth).sum() / truth.size), 6),
        "false_share_of_rows": round(float((rows & ~truth).sum() / max(1, rows.sum())), 4),
    }


def _listed(made: World, drawn: np.ndarray, rng: np.random.Generator) -> list[Listed]:
    own: dict[int, list[int]] = defaultdict(list)
    is_drawn = np.isin(made.person, drawn)
    for person, work in zip(made.person[is_drawn].tolist(), made.work[is_drawn].tolist(), strict=True):
        own[person].append(work)
    has_works = rng.random(len(drawn)) < WITH_WORKS
    return [
        Listed(
            (made.characters[one], made.pinyin[one]),
            f"orcid{one}" if made.orcid[one] else None,
            frozenset(f"o{org}" for org in made.orgs[one]),
            frozenset(f"w{work}" for work in own[one][:3]) if says else frozenset(),
        )
        for one, says in zip(drawn.tolist(), has_works, strict=True)
    ]


def _recorded(made: World) -> list[Recorded]:
    """The lake's people: the names and organisations of whoever is filed under each."""
    filed = np.unique(made.filed)
    works: dict[int, set[str]] = defaultdict(set)
    truth: dict[int, set[int]] = defaultdict(set)
    for one, person, work in zip(made.filed.tolist(), made.person.tolist(), made.work.tolist(), strict=True):
        works[one].add(f"w{work}")
        truth[one].add(person)
    return [
        Recorded(
            str(one),
            _printed(made, truth[one], works[one]),
            next((f"orcid{person}" for person in sorted(truth[one]) if made.orcid[person]), None),
            frozenset(f"o{org}" for person in truth[one] for org in made.orgs[person]),
            frozenset(works[one]),
        )
        for one in filed.tolist()
    ]


def _printed(made: World, people: set[int], works: set[str]) -> tuple[str, ...]:
    """Pinyin always; characters where one of the works prints them (every third)."""
    names = [made.pinyin[person] for person in sorted(people)]
    if any(int(work[1:]) % 3 == 0 for work in works):
        names += [made.characters[person] for person in sorted(people)]
    return tuple(dict.fromkeys(names))


def _renamed(filed: np.ndarray, of: dict[str, int]) -> np.ndarray:
    """The lake's people as numbers of listed persons; others keep numbers that nobody listed has."""
    codes = np.arange(filed.max() + 1) + 10**7
    for person_id, number in of.items():
        codes[int(person_id)] = number
    return codes[filed]


def _truth(made: World, experts: np.ndarray, members: np.ndarray) -> np.ndarray:
    recent = made.year > LAST - WINDOW
    by_work: dict[int, list[int]] = defaultdict(list)
    for work, person in zip(made.work[recent].tolist(), made.person[recent].tolist(), strict=True):
        by_work[work].append(person)
    place = {person: nth for nth, person in enumerate(experts.tolist())}
    team = {person: proposal for proposal, row in enumerate(members.tolist()) for person in row}
    truth = np.zeros((N_PROPOSALS, N_EXPERTS), bool)
    for people in by_work.values():
        for member in people:
            for expert in people if member in team else ():
                if expert in place:
                    truth[team[member], place[expert]] = True
    return truth


def _same_name_and_organisation(listed: Sequence[Listed], recorded: Sequence[Recorded]) -> list[Identified]:
    return _plainly(listed, recorded, has_organisation=True)


def _same_name(listed: Sequence[Listed], recorded: Sequence[Recorded]) -> list[Identified]:
    return _plainly(listed, recorded, has_organisation=False)


def _plainly(listed: Sequence[Listed], recorded: Sequence[Recorded], *, has_organisation: bool) -> list[Identified]:
    by_name: dict[str, list[Recorded]] = defaultdict(list)
    for one in recorded:
        for name in one.names:
            by_name[name].append(one)
    taken: set[str] = set()
    found = []
    for person in listed:
        same = {one.person_id: one for name in person.names for one in by_name[name]}
        kept = [i for i, one in same.items() if not has_organisation or one.org_ids & person.org_ids]
        kept = [person_id for person_id in kept if person_id not in taken]  # numbers are of one person each
        taken.update(kept)
        found.append(Identified(tuple(kept), "pool_because.organisation"))
    return found


if __name__ == "__main__":
    main()
