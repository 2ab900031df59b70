"""Everybody tries to write everything: through the interface, and by guessing at every address of the pages."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from jialing.portal.accounts.models import User
from jialing.portal.api.interface import description
from jialing.portal.common.models import AuditRecord
from jialing.portal.registry.forms.deeds import DEEDS
from jialing.portal.registry.lists.spec import LISTS
from tests.portal.access.planting import Planted

EXPECTED = Path(__file__).with_name("expected_writing.toml")
SLUGS = {spec.kind: slug for slug, spec in LISTS.items()}
REFUSED = frozenset({401, 403, 404})
LEAVES = re.compile(r"log(in|out)|signup|password|second-factor|erase|demo|email|reauthenticate|theme|language")
"""Addresses whose effect is on the session that asks; accounts' own tests cover them."""
DAY = "2026-11-20"
OTHERS: Mapping[str, tuple[str, ...]] = {
    "accounts:person": ("account",),
    "accounts:grant": ("account",),
    "accounts:end_grant": ("account",),
    "accounts:take_back": ("delegation",),
    "accounts:": ("data_request",),
    "jobs:": ("job",),
    "tokens:": ("api_token",),
    "importing:": ("import_batch",),
    "programmes:": ("programme",),
    "registry:task": ("task",),
    "registry:move_task": ("task",),
    "registry:document": ("document",),
    "registry:withdraw_document": ("document",),
    "registry:withdraw_comment": ("comment",),
}
"""Addresses that name no list: ids of which kinds they take; the first name that fits counts."""
Did = set[tuple[str, str, str]]


@dataclass
class Plausible:
    """What stands for each kind of value in what is sent."""

    organisation: str
    platform: str


class Reader(Client):
    """A browser that keeps no templates and contexts: only what was answered matters."""

    def request(self, **request: Any) -> Any:
        response: HttpResponse = self.handler(self._base_environ(**request))
        if response.cookies:
            self.cookies.update(response.cookies)
        return response


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside leaves no trace."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def client_of(user: User | None) -> Client:
    """A browser in which the person is signed in."""
    client = Reader(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    return client


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    """Every operation of the interface: method, path below /api/v1, description."""
    found = description()["paths"]
    return [
        (method.upper(), path.removeprefix("/api/v1"), one)
        for path, ways in found.items()
        for method, one in ways.items()
    ]


def body_for(operation: Mapping[str, Any], plausible: Plausible, *, is_whole: bool) -> dict[str, Any]:
    """A body as described; of changes (``is_whole``) with every field there is."""
    schema = _schema(operation["requestBody"]["content"]["application/json"]["schema"])
    needed = schema.get("required", ())
    names = [name for name in schema["properties"] if is_whole or name in needed or name in ("organisation", "on")]
    return {name: _value(name, schema["properties"][name], plausible) for name in names}


def _schema(given: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in given:
        return given
    found: Mapping[str, Any] = description()["components"]["schemas"][given["$ref"].rpartition("/")[2]]
    return found


def _value(name: str, schema: Mapping[str, Any], plausible: Plausible) -> Any:
    chosen = next((one for one in schema.get("anyOf", ()) if one.get("type") != "null"), schema)
    if name in ("organisation", "other", "applicant", "secretariat", "managing_body", "legal_person", "authority"):
        return plausible.organisation
    if name == "platform":
        return None if "anyOf" in schema else plausible.platform
    if "enum" in chosen or "const" in chosen:
        return chosen.get("const", chosen.get("enum", [""])[0])
    if chosen.get("format") == "date":
        return DAY
    kinds = {"boolean": True, "integer": 1, "number": 0.5, "object": {}}
    if chosen.get("type") in kinds:
        return kinds[chosen["type"]]
    return {"place_id": "CN-500000", "contact_email": "a@example.org", "website": "https://example.org/"}.get(name, "x")


def acted(user: User | None, planted: Planted, plausible: Plausible) -> tuple[Did, Did, int]:
    """What a person may do and write through the interface: (kind, state, act), (kind, state, field), requests sent."""
    client, does, writes, n = client_of(user), set(), set(), 0
    for method, path, about in operations():
        if method == "GET":
            continue
        slug, _, rest = path.strip("/").partition("/")
        kind = LISTS[slug].kind
        if not rest:
            body = body_for(about, plausible, is_whole=False) | {"name_en": "New", "place_id": "CN-500000"}
            n += 1
            if _sent(client, method, path, body).status_code not in REFUSED:
                does.add((kind, "", "create"))
            continue
        for planted_kind, state, record in planted.records:
            if planted_kind != kind:
                continue
            n += 1
            answer = _sent(client, method, path.replace("{public_id}", record.public_id), body_for(
                about, plausible, is_whole=method == "PATCH"
            ))  # fmt: skip
            if method == "PATCH":
                writes |= {(kind, state, field) for field in _written(about, answer)}
            elif answer.status_code not in REFUSED:
                does.add((kind, state, path.rpartition("/")[2]))
    return does, writes, n


def _written(about: Mapping[str, Any], answer: Any) -> set[str]:
    fields = set(_schema(about["requestBody"]["content"]["application/json"]["schema"])["properties"]) - {"why"}
    if answer.status_code not in REFUSED:
        return fields
    said = json.loads(answer.content)
    return fields - set(said["params"]["fields"].split(", ")) if said["code"] == "access.field_not_allowed" else set()


def _sent(client: Client, method: str, path: str, body: Mapping[str, Any]) -> Any:
    with undone():
        answer = client.generic(
            method, f"/api/v1{path}", json.dumps(body), "application/json", headers={"if-match": "*"}
        )
    assert answer.status_code not in (400, 415, 422, 428, 429, 500), (method, path, answer.content[:500])
    return answer


@cache
def routes() -> tuple[tuple[str, str], ...]:
    """Every route of pages: name and pattern as ``/en/registry/<slug:slug>/<str:public_id>``."""
    return tuple(_walked(get_resolver(), "/", ""))


def _walked(resolver: URLResolver, before: str, space: str) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        pattern = before + ("en/" if type(entry.pattern).__name__ == "LanguagePrefix" else str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from _walked(entry, pattern, f"{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern) and entry.name:
            yield space + entry.name, pattern


def filled(planted: Planted, others: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """(route, address) of every page route with each planted record in its place; ``others`` fill further names."""
    for name, pattern in routes():
        if not pattern.startswith("/en/") or LEAVES.search(pattern) or name.startswith("insight:"):
            continue
        names = re.findall(r"<(?:\w+:)?(\w+)>", pattern)
        if "(?P" in pattern:
            continue
        for values in _values(names, planted, others):
            yield name, re.sub(r"<(?:\w+:)?(\w+)>", lambda found, v=values: v[found[1]], pattern)


def _values(names: list[str], planted: Planted, others: Mapping[str, list[str]]) -> Iterator[dict[str, str]]:
    rest = {name: others.get(name, ["nothing"])[0] for name in names}
    if "public_id" in names:
        for kind, _, record in planted.records:
            if "slug" not in names or kind in SLUGS:
                yield rest | {"slug": SLUGS.get(kind, "nothing"), "public_id": record.public_id}
    elif "slug" in names:
        yield from (rest | {"slug": slug} for slug in LISTS)
    else:
        yield rest


def guessed(plausible: Plausible) -> dict[str, str]:
    """What somebody sends who knows the names of every form but was shown none."""
    found = {"text": "x", "title": "x", "name": "x", "reason": "x", "days": "30", "mode": "read", "nonce": "n"}
    for deed in DEEDS.values():
        for one in deed.inputs:
            offered = one.options if isinstance(one.options, tuple) else ()
            found[one.name] = {"day": DAY, "number": "1"}.get(one.typed, offered[0] if offered else "x")
    return found | {
        "organisation": plausible.organisation,
        "on": DAY,
        "why": "x",
        "name_en": "x",
        "place_id": "CN-500000",
    }


def kinds_of(route: str) -> tuple[str, ...]:
    """Kinds whose ids an address takes that names no list; () where nothing is said of it."""
    return next((kinds for known, kinds in OTHERS.items() if route.startswith(known)), ())


def guessable(planted: Planted) -> list[str]:
    """Addresses worth guessing at: each record where it may stand, each act of its kind; and an organisation's
    id everywhere, which most take for that of something else.
    """
    found = set()
    for kind, state, record in planted.records:
        one = Planted({}, [(kind, state, record)])
        acts = [name.partition(".")[2] for name in DEEDS if name.partition(".")[0] == kind] or ["nothing"]
        for route, address in (pair for act in acts for pair in filled(one, {"act": [act], "form": ["csv"]})):
            if kind in (kinds_of(route) or (kind,)) or kind == "organisation":
                found.add(address)
    return sorted(found)


def known_by(planted: Planted) -> dict[tuple[str, str], tuple[str, str]]:
    """What the audit calls a record -> its kind and state."""
    return {(record._meta.label_lower, str(record.pk)): (kind, state) for kind, state, record in planted.records}


def caused(
    client: Client, address: str, sent: Mapping[str, str], known: Mapping[tuple[str, str], tuple[str, str]]
) -> Did:
    """What sending something there brought about: (kind, state, code) of each row of the audit."""
    last = AuditRecord.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with undone():
        assert client.post(address, sent).status_code < 500, address
        rows = list(AuditRecord.objects.filter(pk__gt=last).values_list("code", "object_kind", "object_id"))
    return {(*known.get((kind, key), (kind, "")), code) for code, kind, key in rows}


def table() -> dict[str, Any]:
    """The table written by hand."""
    return tomllib.loads(EXPECTED.read_text(encoding="utf-8"))


def may(name: str, by: list[str], groups: Mapping[str, list[str]]) -> bool:
    """Whether a person is among those named."""
    return any(one == name or (one == "all" and name != "visitor") or name in groups.get(one, ()) for one in by)


def allowed(name: str, part: str, key: str, there: Did) -> Did:
    """Of what is there (kind, state, thing), that which the table lets a person do or write."""
    wanted = table()
    return {
        (kind, state, thing)
        for kind, state, thing in there
        for entry in wanted[part].get(kind, ())
        if thing in entry[key] and (not entry.get("states") or state in entry["states"])
        if may(name, entry["by"], wanted["groups"])
    }
