"""`python -m tests.portal.importing.kills.writer ACKS`: an officer at the pages, through the whole stack of a request.

Each answer that says 'done' is written to the file ACKS, synced, before the next thing is asked for: what stands
there was acknowledged.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import sys
from typing import Any

HTTP_SEE_OTHER = 302


def main(acks: str) -> None:
    from jialing.portal.prepare import set_up

    set_up()
    from django.test import Client

    from jialing.portal.accounts.models import User

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(email="officer@example.org"))
    with open(acks, "a", encoding="utf-8") as out:  # noqa: PTH123 - kept open, synced after each line
        for n in itertools.count():
            _turn(client, out, f"{os.getpid()}-{n}")


def _turn(client: Any, out: Any, name: str) -> None:
    """Add two organisations, change the first, merge the second into it."""
    first, second = (_added(client, out, f"{name}-{at}") for at in ("a", "b"))
    if not first or not second:
        return
    page = f"/en/registry/organisations/{first}/edit"
    if _posted(client, page, {"website": f"https://{name}.example.org", "edition": "1", "why": name}):
        _acknowledged(out, what="edited", record=first, why=name)
    merge = f"/en/registry/organisations/{second}/do/merge"
    if _posted(client, merge, {"organisation": first, "why": name, "edition": "1"}):
        _acknowledged(out, what="merged", record=second, into=first, why=name)


def _added(client: Any, out: Any, name: str) -> str:
    sent = {
        "name_en": f"Writer {name}",
        "place_id": "CN-500112",
        "kind": "company",
        "legal_type": "unknown",
        "why": name,
    }
    answer = client.post("/en/registry/organisations/new", sent)
    if answer.status_code != HTTP_SEE_OTHER:
        raise SystemExit(f"add {answer.status_code}: {_said(answer)}")
    found = re.search(r"/organisations/(\w{10})", answer.headers["Location"])
    public_id = found[1] if found else ""
    _acknowledged(out, what="added", record=public_id, why=name)
    return public_id


def _posted(client: Any, address: str, sent: dict[str, str]) -> bool:
    answer = client.post(address, sent)
    if answer.status_code != HTTP_SEE_OTHER:
        raise SystemExit(f"{address} {answer.status_code}: {_said(answer)}")
    return True


def _said(answer: Any) -> str:
    return " ".join(re.findall(r'class="fault[^>]*>(.*?)</', answer.content.decode(), re.S))[:500]


def _acknowledged(out: Any, **said: str) -> None:
    out.write(json.dumps(said) + "\n")
    out.flush()
    os.fsync(out.fileno())


if __name__ == "__main__":
    main(sys.argv[1])
