"""Everybody reads every address: pages, files, and each operation of the interface that reads."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from calendar import month_name
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from django.test import Client

from jialing.portal.accounts.models import User
from jialing.portal.programmes.models import Programme
from jialing.portal.registry import models as m
from jialing.portal.registry.forms.deeds import DEEDS
from jialing.portal.registry.lists.spec import LISTS
from jialing.portal.registry.papers import templates
from tests.portal.access.planting import PLANTED, Planted
from tests.portal.access.writing import OTHERS, SLUGS, client_of, filled, kinds_of, operations

EXPECTED = Path(__file__).with_name("expected.toml")
Seen = set[tuple[str, str, str]]
OWN_PAGES = {
    "zone": ("boundary",),
    "alliance": ("health",),
    "duplicate": ("compare",),
    "organisation": ("split",),
    "person": ("works",),
}
WORK = ("comments", "tasks", "documents", "follow")
HANGING = ("comment", "task", "document")
MONTHS = tuple(month_name)[1:]
IN_WORDS = re.compile(rb"\b(\d\d?) (" + "|".join(MONTHS).encode() + rb") (19[12]\d)\b")
GROUPED = re.compile(rb"\b8,1\d\d,\d{3}\b")
FORMS = ("csv", "json", "geojson", "xlsx", "docx")


class Remembering:
    """Stands behind the accounts' middleware: who somebody is, is asked once a session: no roles change here."""

    known: ClassVar[dict[str, Any]] = {}

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        session = request.COOKIES.get("sessionid", "")
        if session and session not in self.known:
            self.known[session] = request.viewer
            str(request.viewer.public_id)
        request.viewer = self.known.get(session, request.viewer)
        return self.get_response(request)


def addresses(planted: Planted) -> Iterator[str]:
    """Every address that reads, asked for by anybody."""
    yield from _lists()
    yield from _counts()
    yield from ("/en/registry/mine", "/en/registry/sleeping", "/en/registry/duplicates/find")
    yield from (f"/en/registry/{page}" for page in ("my-day", "notices", "tasks?whose=every", "tasks?state=done"))
    yield from (f"/en/registry/notices/{part}" for part in ("read", "mail", "stop/qz"))
    yield from (f"/en/registry/search?q={word}" for word in some_words(planted))
    for n, (kind, _, record) in enumerate(planted.records):
        if kind in SLUGS:
            yield from _pages(kind, record, n)
        if kind in HANGING:
            yield f"/en/registry/platforms/{m.Platform.objects.get(pk=record.about_id).public_id}"
            yield from (f"/en/registry/{kind}s/{record.public_id}{part}" for part in ("", "/withdraw", "/move"))
    yield "/en/programmes/"
    yield from (f"/en/programmes/{one}" for one in Programme.objects.values_list("public_id", flat=True))
    yield from others(planted)
    yield from interface(planted)


def some_words(planted: Planted) -> Iterator[str]:
    """One word planted in thirty, of every kind."""
    return (word for word in planted.words if word.endswith(("17x", "47x", "77x")))


def _lists() -> Iterator[str]:
    for slug, spec in LISTS.items():
        page = f"/en/registry/{slug}"
        yield from (page, f"{page}/new", f"{page}?view=paper")
        yield f"{page}?columns={','.join(column.field for column in spec.every)}"
        yield from (f"{page}{end}" for end in (".map", "?view=map") if spec.has_places)
        yield from (f"{page}.{form}" for form in FORMS)


def _counts() -> Iterator[str]:
    yield from ("/en/registry/counts", "/en/registry/counts/new")
    yield from (f"/en/registry/counts/planted{form}" for form in ("", "/edit", ".csv", ".xlsx"))


def _pages(kind: str, record: Any, n: int) -> Iterator[str]:
    page = f"/en/registry/{SLUGS[kind]}/{record.public_id}"
    yield from (f"{page}?stay=1", f"{page}/edit", f"{page}/history", f"{page}/past?at=2100-01-01")
    yield from (f"{page}/{own}" for own in OWN_PAGES.get(kind, ()))
    papers = [one.id for one in templates().values() if one.kind == kind]
    yield from (f"{page}/papers/{paper}" for at, paper in enumerate(papers) if (at + n) % 2 == 0)
    acts = [deed.partition(".")[2] for deed in DEEDS if deed.startswith(f"{kind}.")]
    yield from (f"{page}/do/{act}" for at, act in enumerate(acts) if (at + n) % 3 == 0)
    yield from (f"{page}/{part}" for part in WORK if n % 5 == 0)


def others(planted: Planted) -> Iterator[str]:
    """Addresses of accounts, jobs, tokens and imports, each with the ids that it takes."""
    for kinds in set(OTHERS.values()):
        some = Planted({}, [one for one in planted.records if one[0] in kinds])
        for route, address in filled(some, {}):
            if not route.startswith("registry:") and kinds_of(route) == kinds:
                yield address
    batches = (record for kind, _, record in planted.records if kind == "import_batch")
    yield from (f"/en/imports/{batch.public_id}?show=refused" for batch in batches)


def interface(planted: Planted) -> Iterator[str]:
    """Every operation of the interface that reads. One whose address nobody here can fill is a KeyError."""
    for method, path, _ in operations():
        if method == "GET":
            yield from (f"/api/v1{address}" for address in _filled_operation(path, planted))


def _filled_operation(path: str, planted: Planted) -> Iterator[str]:
    slug = path.strip("/").partition("/")[0]
    if "{public_id}" in path:
        kind = LISTS[slug].kind
        for one, _, record in planted.records:
            if one == kind:
                yield path.replace("{public_id}", record.public_id)
    elif slug in LISTS:
        yield f"{path}?limit=100"
        yield f"{path}?limit=100&fields={','.join(column.field for column in LISTS[slug].every)}"
    else:
        yield from {
            "/search": [f"/search?q={word}" for word in some_words(planted)],
            "/resolve": [f"/resolve?id={record.public_id}" for _, _, record in planted.records[::9]],
            "/counts": ["/counts"],
            "/counts/{slug}": ["/counts/planted"],
            "/me": ["/me"],
            "/me/tokens": ["/me/tokens"],
        }[path]


def told(found: Mapping[str, Iterable[Any]]) -> str:
    """What was found where nothing should be, a line each, whole."""
    return "\n".join(f"{name}: {one}" for name, those in found.items() for one in sorted(those))


def words_in(client: Client, address: str) -> set[bytes]:
    """What was planted and an answer holds, also inside a workbook."""
    answer = client.get(address)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code < 500, address
    if content[:2] == b"PK":
        content = _unpacked(content)
    typed = PLANTED.findall(address.encode())  # a search shows what was typed
    return (set(PLANTED.findall(content)) | set(_in_words(content))) - set(typed)


def _in_words(content: bytes) -> Iterator[bytes]:
    """Days and numbers as pages write them: 2 May 1912; 8,112,345."""
    for day, month, year in IN_WORDS.findall(content):
        yield b"%s-%02d-%02d" % (year, MONTHS.index(month.decode()) + 1, int(day))
    for number in GROUPED.findall(content):
        yield number.replace(b",", b"")


def _unpacked(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def seen_by(user: User | None, planted: Planted, asked: Iterable[str]) -> Seen:
    """Every field of every record that a person got to see anywhere."""
    client = client_of(user)
    found = {word.decode() for address in asked for word in words_in(client, address)}
    return {planted.words[word] for word in found if word in planted.words}


PLAIN = ("representative", "reviewer", "broker", "talent_officer", "event_manager")
"""Roles that stand in no relation to anything: each asks every fifth address, all of them together every one."""


def look(people: Mapping[str, User | None], planted: Planted, some: Iterable[str] = ()) -> str:
    """Let everybody ask for everything (or for ``some`` addresses): nobody sees more than the table allows, nobody
    less. Says what was asked.
    """
    every = list(some) or list(addresses(planted))
    asked = {name: every[PLAIN.index(name) :: len(PLAIN)] if name in PLAIN else every for name in people}
    seen = {name: seen_by(user, planted, asked[name]) for name, user in people.items()}
    leaks = {name: found - allowed(name, planted) for name, found in seen.items()}
    assert not any(leaks.values()), f"leaks\n{told(leaks)}"
    shown: Seen = set().union(*seen.values())
    missed = {name: (allowed(name, planted) & shown) - found for name, found in seen.items() if name not in PLAIN}
    assert not any(missed.values()), f"kept from those who may see it\n{told(missed)}"
    n_api, n_reads = len(list(interface(planted))), sum(method == "GET" for method, _, _ in operations())
    return (
        f"reading: {len(seen)} people, {len(every)} addresses ({n_api} of the interface's {n_reads} operations), "
        f"{len(planted.words)} words, days and numbers planted, {len(shown)} of them shown to somebody"
    )


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(EXPECTED.read_text(encoding="utf-8"))


def kinds_in_table() -> set[str]:
    """Kinds of which the table says who sees what."""
    return set(_table()) - {"groups"}


def allowed(name: str, planted: Planted) -> Seen:
    """What the table lets a person see."""
    table = _table()
    return {
        (kind, state, field)
        for kind, state, field in planted.words.values()
        for entry in table.get(kind, [])
        if field in entry["fields"] and (not entry.get("states") or state in entry["states"])
        if _is_among(name, entry["by"], table["groups"])
    }


def _is_among(name: str, by: list[str], groups: Mapping[str, list[str]]) -> bool:
    return any(one in ("all", name) or name in groups.get(one, ()) for one in by)
