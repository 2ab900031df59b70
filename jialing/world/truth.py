"""The truth behind the records, for scoring only: it stands in ``truth/``, which ingest is told to ignore."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

import msgspec

from jialing.world.affiliations import Truth
from jialing.world.archive import write_gzip
from jialing.world.invention import World
from jialing.world.organisations import Organisation
from jialing.world.people import AUTHOR_BASE, GROUP_SIZE, NEVER, SPLIT_SHIFT
from jialing.world.plan import FIRST_YEAR, LAST_YEAR

encode = msgspec.json.encode
Named = Iterable[tuple[bytes, Truth]]


class TruthFile:
    """``truth/affiliations.jsonl.gz``: each distinct string once, with the organisations that it truly names.

    A line: ``affiliation``, ``org_ids`` (ROR ids or ``local:...``; [] where the string names none), ``place_ids``
    (one for each organisation), ``kind``: match; local, where only the bureau lists one; absent, where nobody
    lists the one named; none, where none is named.
    """

    def __init__(self, folder: Path, made: World) -> None:
        self.n_strings = 0
        self._made = made
        self._path = folder / "truth" / "affiliations.jsonl.gz"
        self._seen: set[int] = set()

    def write(self, batches: Iterable[Named]) -> None:
        """Write all batches; a string that came before is left out. Remembers hashes only, not strings."""
        write_gzip(self._path, (line for batch in batches for line in self._new(batch)))

    def _new(self, batch: Named) -> Iterator[bytes]:
        for token, named in batch:
            key = hash_of(token)
            if key not in self._seen:
                self._seen.add(key)
                self.n_strings += 1
                yield b'{"affiliation":' + token + b"," + self._named(*named)

    def _named(self, orgs: tuple[int, ...], spot: int) -> bytes:
        found = [self._made.register.organisations[o] for o in orgs]
        spots = [o.spot for o in found] or ([spot] if spot >= 0 else [])
        line = {
            "org_ids": [o.org_id for o in found],
            "place_ids": [self._made.geography.spots[s].place_id for s in spots],
            "kind": _kind(found, spot),
        }
        return encode(line)[1:]


def _kind(found: Sequence[Organisation], spot: int) -> str:
    if not found:
        return "absent" if spot >= 0 else "none"
    return "local" if any(o.is_local for o in found) else "match"


def hash_of(token: bytes) -> int:
    """64 bits of a hash that is the same in every process (Python's own is not)."""
    return int.from_bytes(blake2b(token, digest_size=8).digest())


def write_people(folder: Path, made: World) -> None:
    """Write ``truth/people.jsonl.gz``: names, ids and posts (organisation, first year, last year) of each person.

    Who wrote which work stands in ``truth/authors/part_NNN.jsonl.gz`` (``work``, ``people`` in the order of authors).
    """
    write_gzip(folder / "truth" / "people.jsonl.gz", (encode(p) for p in _people(made)))


def _people(made: World) -> Iterator[dict[str, object]]:
    folk, ids = made.people, made.register.ids
    chairs = [ids[o] for o in folk.group_org.tolist() for _ in range(GROUP_SIZE)]
    change = folk.change.tolist()
    follows = {person: chair for chair, person in enumerate(folk.successor.tolist()) if change[chair] != NEVER}
    for person in range(folk.n_people):
        posts = []
        if person < len(chairs):
            posts.append({"org_id": chairs[person], "from": FIRST_YEAR, "to": min(change[person] - 1, LAST_YEAR)})
        if person in follows:
            posts.append({"org_id": chairs[follows[person]], "from": change[follows[person]], "to": LAST_YEAR})
        name = folk.name(person)
        account = AUTHOR_BASE + int(folk.account[person])
        author = f"https://openalex.org/A{account}"
        split = [f"https://openalex.org/A{account + SPLIT_SHIFT}"] if folk.is_split[person] else []
        yield {
            "person": person,
            "name": name.latin,
            "name_zh": name.chinese or None,
            "orcid": folk.orcid(person),
            "author_ids": [author, *split],
            "posts": posts,
        }
