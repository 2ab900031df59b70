"""What a work cites: earlier works of its field, from a few parts; neighbours share some, as they do in life."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from jialing.world.draws import Drawn
from jialing.world.invention import World
from jialing.world.plan import Rng
from jialing.world.teams import subfields_of

WORK_BASE = 9_900_000_000
N_OTHER_PARTS = 3
MOST = 60
N_RELATED = 4


class References:
    """Reference lists of one part. Serial numbers follow time, so an earlier number was published earlier."""

    def __init__(self, made: World, work: Drawn, part: int, rng: Rng) -> None:
        others = np.unique(rng.integers(0, part, N_OTHER_PARTS)).tolist() if part else []
        self._serials: dict[int, list[int]] = {}
        self._tokens: dict[int, list[bytes]] = {}
        fields = made.tree.field_index()
        for other in (*others, part):
            self._add(fields[subfields_of(made, other)], made.plan.part_range(other)[0])
        self._field = fields[work.teams.subfield].tolist()
        self._count = np.minimum(rng.negative_binomial(2, 0.18, work.n_works), MOST).tolist()
        self._draw = rng.random(work.n_works).tolist()

    def _add(self, fields: np.ndarray, first: int) -> None:
        for field in np.unique(fields).tolist():
            serials = (first + np.flatnonzero(fields == field)).tolist()
            self._serials.setdefault(field, []).extend(serials)
            self._tokens.setdefault(field, []).extend(b'"https://openalex.org/W%d"' % (WORK_BASE + s) for s in serials)

    def text(self, row: int, serial: int) -> bytes:
        """The members `referenced_works_count` to `related_works` of a work."""
        field = self._field[row]
        tokens = self._tokens[field]
        known = bisect_left(self._serials[field], serial)
        count = min(self._count[row], known)
        start = int(self._draw[row] * known / 2)
        step = max(1, (known - start) // max(count, 1))
        cited = tokens[start:known:step][:count]
        near = tokens[max(0, known - N_RELATED) : known]
        return b',"referenced_works_count":%d,"referenced_works":[%s],"related_works":[%s]' % (
            len(cited), b",".join(cited), b",".join(near),
        )  # fmt: skip
