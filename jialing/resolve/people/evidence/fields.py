"""Fields in common, by the narrowest level that is shared: topic, subfield, field."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jialing.resolve.people.arrays import Floats, Ints, Observe
from jialing.resolve.people.scene import Scene, coded
from jialing.resolve.people.sets import Sets, sets_of

LEVELS = ("topic", "subfield", "field")

WEIGHTS: dict[str, float] = {
    "fields.topic": 0.00,
    "fields.subfield": 0.20,
    "fields.field": 0.40,
    "fields.rare": 0.00,
    "fields.different": -0.20,
}


def prepare(scene: Scene) -> Observe:
    """Fields of the works of each strand at each level."""
    topic, subfield, field = (_fields(scene, level) for level in LEVELS)

    def observe(left: Ints, right: Ints) -> Mapping[str, Floats]:
        both = (field.sizes[left] > 0) & (field.sizes[right] > 0)
        rare = topic.common(left, right, topic.rarity)
        in_topic = rare > 0
        in_subfield = ~in_topic & (subfield.common(left, right, subfield.rarity) > 0)
        in_field = ~in_topic & ~in_subfield & (field.common(left, right, np.ones(field.n_codes)) > 0)
        return {
            "fields.topic": in_topic.astype(float),
            "fields.subfield": in_subfield.astype(float),
            "fields.field": in_field.astype(float),
            "fields.rare": np.minimum(rare, 6.0),
            "fields.different": (both & ~in_topic & ~in_subfield & ~in_field).astype(float),
        }

    return observe


def _fields(scene: Scene, level: str) -> Sets:
    table = scene.given.fields
    table = table.filter(pc.equal(table.column("level"), pa.scalar(level)))
    codes, words = coded(table.column("field_id"))
    works = np.asarray(table.column("work_no").to_numpy(), dtype=np.int64)
    ours = np.asarray(scene.rows.column("work_no").to_numpy(), dtype=np.int64)
    order = np.argsort(works, kind="stable")
    works, codes = works[order], codes[order]
    begin, end = np.searchsorted(works, ours, side="left"), np.searchsorted(works, ours, side="right")
    sizes = end - begin
    rows = np.repeat(scene.strand, sizes)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return sets_of(rows, codes[np.repeat(begin, sizes) + within], scene.n_strands, len(words))
