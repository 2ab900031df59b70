"""Why an authorship is a person's: its strongest tie to the person's others, as a code and params."""

from __future__ import annotations

import json
from hashlib import blake2b

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jialing.resolve.people.arrays import Flags, Floats, Ints
from jialing.resolve.people.evidence import KINDS
from jialing.resolve.people.orcids import is_valid_orcid, plain_orcid
from jialing.resolve.people.scene import Scene
from jialing.resolve.people.sets import distinct
from jialing.resolve.people.weigh import Scales, probability

ALONE, UNREADABLE, STRAND, DECIDED = "alone", "unreadable", "strand", "decided"
CODES = (*(kind.name for kind in KINDS), ALONE, UNREADABLE, STRAND, DECIDED)
WITHIN = 6.0
"""Log-odds that the authorships of one strand are one person's (measured on invented worlds)."""


def reasons(scene: Scene, scales: Scales, person: Ints, decided: Flags, within: tuple[Ints, Ints, Floats]) -> pa.Table:
    """The table of :class:`People`; ``within`` are all pairs of strands of one person, with their log-odds."""
    left, right, odds = within[0], within[1], within[2].clip(-WITHIN, None)
    mean = mean_odds(scene, left, right, odds)
    tie = _strongest(scene.n_strands, left, right, odds)
    lead, evidence = _told(scales, tie)
    code = _codes(scene, tie, decided, lead)
    strand = scene.strand
    rows = scene.rows
    chance = probability(mean)
    chance[np.isnan(mean)] = np.nan
    table = pa.table({
        "work_no": rows.column("work_no"),
        "position": rows.column("position"),
        "person_id": _of_strands(_person_ids(scene, person), strand),
        "orcid": _valid_orcids(scene),
        "probability": pa.array(chance[strand], from_pandas=True),
        "because": _of_strands(_chosen([f"people_because.{c}" for c in CODES], code), strand),
        "params": _of_strands(_params(scene, tie, code), strand),
        "evidence": _of_strands(evidence, strand),
        "decided_by": _of_strands(_chosen(["evidence", "person"], decided), strand),
        "n_namesakes": pa.array(namesakes(scene, person)[strand], from_pandas=True).cast(pa.int64()),
    })  # fmt: skip
    return table.sort_by([("work_no", "ascending"), ("position", "ascending")])


def _chosen(words: list[str], which: Ints | Flags) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(which.astype(np.int32)), pa.array(words, pa.string()))


def _of_strands(texts: pa.DictionaryArray, strand: Ints) -> pa.DictionaryArray:
    """The text of each authorship's strand, every text held once: repeated, they would weigh more than all else."""
    return pa.DictionaryArray.from_arrays(texts.indices.take(pa.array(strand)), texts.dictionary)


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


def _strongest(n: int, left: Ints, right: Ints, odds: Floats) -> Ints:
    """For each strand the strand that it is tied to most (-1 none)."""
    one, other = np.concatenate([left, right]), np.concatenate([right, left])
    order = np.lexsort((other, -np.concatenate([odds, odds]), one))
    first = np.unique(one[order], return_index=True)
    tie = np.full(n, -1)
    tie[first[0]] = other[order][first[1]]
    return tie


def _by_kind(scales: Scales, left: Ints, right: Ints) -> Floats:
    """(pairs, kinds): log-odds that each kind of evidence gives for each pair."""
    numbers = {kind.name: at for at, kind in enumerate(KINDS)}
    out = np.zeros((len(left), len(KINDS)))
    for feature, amounts, weight, is_veto in scales.features(left, right):
        if weight and not is_veto:
            out[:, numbers[feature.partition(".")[0]]] += weight * amounts
    return out.round(1) + 0.0


def _told(scales: Scales, tie: Ints) -> tuple[Ints, pa.DictionaryArray]:
    """The strongest kind of each strand's tie, and the log-odds of all kinds as JSON."""
    tied = np.flatnonzero(tie >= 0)
    kinds = _by_kind(scales, tied, tie[tied])
    lead = np.zeros(len(tie), np.int64)
    lead[tied] = kinds.argmax(axis=1)
    alike = pa.FixedSizeBinaryArray.from_buffers(
        pa.binary(8 * len(KINDS)), len(tied), [None, pa.py_buffer(np.ascontiguousarray(kinds))]
    ).dictionary_encode()
    said = [_as_json(np.frombuffer(row)) for row in alike.dictionary.to_pylist()]
    which = np.zeros(len(tie), np.int64)
    which[tied] = alike.indices.to_numpy() + 1
    return lead, _chosen(["{}", *said], which)


def _as_json(worth: Floats) -> str:
    named = {kind.name: float(value) for kind, value in zip(KINDS, worth.tolist(), strict=True) if value}
    return json.dumps(dict(sorted(named.items(), key=lambda item: (-item[1], item[0]))))


def _codes(scene: Scene, tie: Ints, decided: Flags, lead: Ints) -> Ints:
    """Which of CODES says why each strand is its person's."""
    size = np.bincount(scene.strand, minlength=scene.n_strands)
    alone = np.where(scene.name_of >= 0, CODES.index(ALONE), CODES.index(UNREADABLE))
    untied = np.where(size > 1, CODES.index(STRAND), alone)
    return np.where(decided, CODES.index(DECIDED), np.where(tie >= 0, lead, untied))


def _params(scene: Scene, tie: Ints, code: Ints) -> pa.DictionaryArray:
    """Params of each strand's reason: the name and year of what it is tied to; how many works it holds itself."""
    tied = np.flatnonzero(code < len(KINDS))
    other = scene.first[tie[tied]]
    name = scene.rows.column("person_name").take(pa.array(other)).combine_chunks().dictionary_encode()
    quoted = pa.array([json.dumps(word, ensure_ascii=False) for word in name.dictionary.to_pylist()], pa.string())
    names = pc.fill_null(quoted.take(name.indices), '""')
    years = pa.array(scene.year[other]).cast(pa.string())
    size = np.bincount(scene.strand, minlength=scene.n_strands)
    of_strand = np.flatnonzero(code == CODES.index(STRAND))
    said = np.full(len(tie), "{}", dtype=object)
    said[tied] = pc.binary_join_element_wise('{"name": ', names, ', "year": ', years, "}", "").to_pylist()
    said[of_strand] = [f'{{"n": {n}}}' for n in size[of_strand].tolist()]
    return pa.array(said, pa.string()).dictionary_encode()


def _person_ids(scene: Scene, person: Ints) -> pa.DictionaryArray:
    """Each strand's person's id, made of the person's earliest record: it stays while that record is the earliest."""
    earliest = np.full(scene.n_strands, len(scene.order))
    np.minimum.at(earliest, person, scene.first)
    wanted, which = np.unique(earliest[person], return_inverse=True)
    records = scene.rows.select(["source", "source_id", "position"]).take(pa.array(wanted))
    columns = (records.column(name).to_pylist() for name in ("source", "source_id", "position"))
    return _chosen([person_id(*record) for record in zip(*columns, strict=True)], which)


def person_id(source: str, source_id: str, position: int) -> str:
    """The id of the person whose earliest record is this place on this work."""
    key = "\x1f".join((source, source_id, str(position)))
    return "person:" + blake2b(key.encode(), digest_size=8).hexdigest()


def _valid_orcids(scene: Scene) -> pa.Array:
    written = pc.dictionary_encode(scene.rows.column("orcid")).combine_chunks()
    plain = [plain_orcid(word or "") for word in written.dictionary.to_pylist()]
    return pa.array([one if is_valid_orcid(one) else None for one in plain], pa.string()).take(written.indices)
