"""Works that somebody may have signed: by ORCID iD, or by a name as printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jialing.atlas.ground import Ground

_WORKS = """
WITH people AS (SELECT person_id, coalesce(orcid, '') = ? AND ? <> '' AS by_orcid FROM persons
    WHERE (coalesce(orcid, '') = ? AND ? <> '')
       OR len(list_filter(names, lambda n: list_contains(?, lower(trim(n))))) > 0)
SELECT w.source, w.source_id, any_value(w.title), any_value(w.year), bool_or(p.by_orcid)
FROM authorship_persons a JOIN people p USING (person_id) JOIN linked_works w ON w.work_no = a.work_no
GROUP BY 1, 2 ORDER BY 5 DESC, 4 DESC, 1, 2 LIMIT ?
"""


@dataclass(frozen=True)
class SignedWork:
    """A work that may be somebody's; ``by_orcid``: the source gives their ORCID iD, else only the name fits."""

    source: str
    source_id: str
    title: str
    year: int | None
    by_orcid: bool


def works_signed(ground: Ground, orcid: str, names: Sequence[str], limit: int) -> tuple[SignedWork, ...]:
    """Works of people of the lake by ORCID iD ('' none) or printed name, those by ORCID iD first, then the newest."""
    if not ground.has("persons"):
        return ()
    printed = sorted({name.strip().lower() for name in names if name.strip()})
    rows = ground.rows(_WORKS, [orcid, orcid, orcid, orcid, printed, limit])
    return tuple(SignedWork(str(s), str(i), str(t or ""), y, bool(o)) for s, i, t, y, o in rows)
