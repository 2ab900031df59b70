"""Why an authorship is a person's: its strongest tie to the person's others, as a code and params."""

from __future__ import annotations

import json
from functools import cache, partial
from hashlib import blake2b

import numpy as np
import pyarrow as pa

from jialing.resolve.people.arrays import Flags, Floats, Ints
from jialing.resolve.people.evidence import KINDS
from jialing.resolve.people.scene import Scene
from jialing.resolve.people.sets import distinct
from jialing.resolve.people.weigh import Scales, probability

ALONE, UNREADABLE, STRAND, DECIDED = "alone", "unreadable", "strand", "decided"
WITHIN = 6.0
"""Log-odds that the authorships of one strand are one person's (measured on invented worlds)."""


def reasons(scene: Scene, scales: Scales, person: Ints, decided: Flags, left: Ints, right: Ints) -> pa.Table:
    """The table of :class:`People`; ``left`` and ``right`` are all pairs of strands of one person."""
    odds = scales.log_odds(left, right).clip(-WITHIN, None)
    mean = mean_odds(scene, left, right, odds)
    tie, tied = _strongest(scene.n_strands, left, right, odds)
    kinds = _by_kind(scales, tied, np.maximum(tie, 0))
    lead, evidence = _told(kinds, tie >= 0)
    code = _codes(scene, tie, decided, lead)
    params = _params(scene, tie, code)
    ids = _person_ids(scene, person)
    strand = scene.strand
    rows = scene.rows
    chance = probability(mean)
    chance[np.isnan(mean)] = np.nan
    table = pa.table({
        "work_no": rows.column("work_no"),
        "position": rows.column("position"),
        "person_id": _of_strands(ids, strand),
        "orcid": _valid_orcids(scene),
        "probability": pa.array(chance[strand], from_pandas=True),
        "because": _of_strands([f"people_because.{c}" for c in code], strand),
        "params": _of_strands(params, strand),
        "evidence": _of_strands(evidence, strand),
        "decided_by": _of_strands(np.where(decided, "person", "evidence").tolist(), strand),
        "n_namesakes": pa.array(namesakes(scene, person)[strand], from_pandas=True).cast(pa.int64()),
    })  # fmt: skip
    return table.sort_by([("work_no", "ascending"), ("position", "ascending")])


def _of_strands(texts: list[str], strand: Ints) -> pa.Array:
    """The text of each authorship's strand, every text held once: repeated, they would weigh more than all else."""
    words = pa.array(texts, pa.string()).dictionary_encode()
    return pa.DictionaryArray.from_arrays(words.indices.take(pa.array(strand)), words.dictionary)


def namesakes(scene: Scene, person: Ints) -> Floats:
    """Of each strand's person: other people found whose whole name as printed reads the same; NaN where only initials
    are printed."""
    strand = scene.strands_at(scene.given.coauthors)
    whole = np.append(scene.spelt.whole, -1)[scene.around]
    known = (strand >= 0) & (whole >= 0)
    n = scene.n_strands + 1
    pairs = distinct(whole[known] * n + person[strand[known]])
    bearers = np.bincount(pairs // n, minlength=scene.spelt.n_whole + 1)
    most = np.full(scene.n_strands, np.nan)
    np.fmax.at(most, pairs % n, bearers[pairs // n] - 1.0)
    return np.asarray(most[person])


def mean_odds(scene: Scene, left: Ints, right: Ints, odds: Floats) -> Floats:
    """Mean log-odds of an authorship of each strand with the person's other authorships; NaN where there is none."""
    size = np.bincount(scene.strand, minlength=scene.n_strands).astype(float)
    total, count = (size - 1) * WITHIN, size - 1
    for one, other in ((left, right), (right, left)):
        total += np.bincount(one, weights=odds * size[other], minlength=scene.n_strands)
        count += np.bincount(one, weights=size[other], minlength=scene.n_strands)
    with np.errstate(invalid="ignore"):
        return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _strongest(n: int, left: Ints, right: Ints, odds: Floats) -> tuple[Ints, Ints]:
    """For each strand the strand that it is tied to most (-1 none), and the strands 0..n-1."""
    one, other = np.concatenate([left, right]), np.concatenate([right, left])
    order = np.lexsort((other, -np.concatenate([odds, odds]), one))
    first = np.unique(one[order], return_index=True)
    tie = np.full(n, -1)
    tie[first[0]] = other[order][first[1]]
    return tie, np.arange(n)


def _by_kind(scales: Scales, left: Ints, right: Ints) -> Floats:
    """(strands, kinds): log-odds that each kind of evidence gives for each strand's strongest tie."""
    numbers = {kind.name: at for at, kind in enumerate(KINDS)}
    out = np.zeros((len(left), len(KINDS)))
    for feature, amounts, weight, is_veto in scales.features(left, right):
        if not is_veto:
            out[:, numbers[feature.partition(".")[0]]] += weight * amounts
    return out.round(1) + 0.0


def _told(kinds: Floats, has_tie: Flags) -> tuple[list[str], list[str]]:
    """The strongest kind of each strand's tie, and the log-odds of all kinds as JSON."""
    names = [kind.name for kind in KINDS]
    lead = [names[i] for i in kinds.argmax(axis=1).tolist()]
    known: dict[bytes, str] = {}
    said = []
    for has, row in zip(has_tie.tolist(), kinds, strict=True):
        key = row.tobytes() if has else b""
        if key not in known:
            worth = {n: float(v) for n, v in zip(names, row.tolist(), strict=True) if v} if has else {}
            known[key] = json.dumps(dict(sorted(worth.items(), key=lambda item: (-item[1], item[0]))))
        said.append(known[key])
    return lead, said


def _codes(scene: Scene, tie: Ints, decided: Flags, lead: list[str]) -> list[str]:
    size = np.bincount(scene.strand, minlength=scene.n_strands)
    found = []
    for name, other, one, n, kind in zip(
        scene.name_of.tolist(), tie.tolist(), decided.tolist(), size.tolist(), lead, strict=True
    ):
        if one:
            found.append(DECIDED)
        elif other >= 0:
            found.append(kind)
        elif n > 1:
            found.append(STRAND)
        else:
            found.append(ALONE if name >= 0 else UNREADABLE)
    return found


def _params(scene: Scene, tie: Ints, code: list[str]) -> list[str]:
    """Params of each strand's reason: the name and year of what it is tied to; how many works it holds itself."""
    printed = scene.rows.column("person_name").take(pa.array(scene.first)).to_pylist()
    year = scene.year[scene.first].tolist()
    size = np.bincount(scene.strand, minlength=scene.n_strands).tolist()
    quoted = cache(partial(json.dumps, ensure_ascii=False))
    out = []
    for at, (other, kind) in enumerate(zip(tie.tolist(), code, strict=True)):
        if kind in (ALONE, UNREADABLE, DECIDED):
            out.append("{}")
        elif kind == STRAND:
            out.append(json.dumps({"n": size[at]}))
        else:
            out.append(f'{{"name": {quoted(printed[other] or "")}, "year": {year[other]}}}')
    return out


def _person_ids(scene: Scene, person: Ints) -> list[str]:
    """Each strand's person's id, made of the person's earliest record: it stays while that record is the earliest."""
    earliest = np.full(scene.n_strands, len(scene.order))
    np.minimum.at(earliest, person, scene.first)
    wanted = np.unique(earliest[person])
    records = scene.rows.select(["source", "source_id", "position"]).take(pa.array(wanted)).to_pylist()
    known = {int(at): person_id(**record) for at, record in zip(wanted, records, strict=True)}
    return [known[at] for at in earliest[person].tolist()]


def person_id(source: str, source_id: str, position: int) -> str:
    """The id of the person whose earliest record is this place on this work."""
    key = "\x1f".join((source, source_id, str(position)))
    return "person:" + blake2b(key.encode(), digest_size=8).hexdigest()


def _valid_orcids(scene: Scene) -> pa.Array:
    from jialing.resolve.people.orcids import is_valid_orcid, plain_orcid

    written = scene.rows.column("orcid").to_pylist()
    plain = {w: p if is_valid_orcid(p) else None for w in set(written) if w for p in [plain_orcid(w)]}
    return pa.array([plain.get(w) if w else None for w in written], pa.string())
