"""What the command line asks about people: a list, one person with works and reasons."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jialing.errors import InputError
from jialing.lake import Authorship, Lake, Version

_PERSON = """
SELECT p.person_id, p.names, p.orcid, p.n_works, p.first_year, p.last_year, p.probability, p.org_ids,
       coalesce((SELECT list(coalesce(o.name_en, o.name) ORDER BY list_position(p.org_ids, o.org_id))
                 FROM organisations o WHERE list_contains(p.org_ids, o.org_id)), []) AS organisations
FROM persons p
"""
_WORKS = """
SELECT w.source, w.source_id, a.position, w.title, w.year, a.probability, a.because, a.params, a.evidence, a.decided_by,
       (SELECT min(t.person_name) FROM participants t
        WHERE t.work_no = a.work_no AND t.position = a.position AND t.role = 'author') AS name
FROM authorship_persons a JOIN linked_works w ON w.work_no = a.work_no
WHERE a.person_id = ? ORDER BY w.year, w.source, w.source_id, a.position
"""


def people_named(data: Path, name: str, *, limit: int = 20) -> list[dict[str, Any]]:
    """People of the current version whose printed names contain ``name`` (any case), those with most works first.

    Raises InputError ``lake.no_version``, ``pipeline.no_people`` where the version was built without people.
    """
    version = _version(data)
    query = (
        f"{_PERSON} WHERE ? = '' OR len(list_filter(p.names, lambda n: contains(lower(n), ?))) > 0 "
        "ORDER BY p.n_works DESC, p.person_id LIMIT ?"
    )
    return list(version.sql(query, [name, name.lower(), limit]).to_pylist())


def person_shown(data: Path, person_id: str) -> dict[str, Any]:
    """One person with ``works``: source, source_id, position, title, year, name, and why it is the person's.

    Raises InputError ``people.unknown_person`` (person_id), and what :func:`people_named` does.
    """
    version = _version(data)
    found = version.sql(f"{_PERSON} WHERE p.person_id = ?", [person_id]).to_pylist()
    if not found:
        raise InputError("people.unknown_person", person_id=person_id)
    works = version.sql(_WORKS, [person_id]).to_pylist()
    read = [{**w, "params": json.loads(w["params"]), "evidence": json.loads(w["evidence"])} for w in works]
    return {**found[0], "works": read}


def _version(data: Path) -> Version:
    version = Lake(data).current()
    if not version.has("persons"):
        raise InputError("pipeline.no_people")
    return version


def authorship_of(written: str) -> Authorship:
    """``source|source_id|position`` read. Raises InputError ``pipeline.authorship_unreadable`` (written)."""
    source, _, rest = written.partition("|")
    source_id, _, position = rest.rpartition("|")
    if not (source and source_id and position.isascii() and position.isdigit()):
        raise InputError("pipeline.authorship_unreadable", written=written)
    return source, source_id, int(position)
