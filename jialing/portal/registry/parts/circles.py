"""What alliances, pairs, organisations and profiles lead to beside their facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from jialing.portal.common.access import Seen
from jialing.portal.registry.lists.spec import ListSpec

LEADS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("alliance", "health"): ("registry:health", "registry.health.open"),
    ("duplicate", "merge"): ("registry:compare", "registry.act.compare"),
    ("organisation", "split"): ("registry:split", "registry.act.split"),
    ("person", "claim"): ("registry:works", "registry.mine.works"),
}
"""Kind and act -> the page on which it is done, and its phrase."""


def circles_of(request: HttpRequest, spec: ListSpec, one: Seen) -> dict[str, Any]:
    """Pages of their own that the viewer may go to from here."""
    del request
    acts = set(one.acts)
    found = [
        (code, reverse(route, args=[str(one)]))
        for (kind, act), (route, code) in LEADS.items()
        if kind == spec.kind and act in acts
    ]
    return {"leads_to": found}
