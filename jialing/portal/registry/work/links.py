"""Where what hangs on a record is shown."""

from __future__ import annotations

from django.urls import reverse

from jialing.portal.common.access import Seen

_PLACES = {"comment": "#comments", "document": "#documents"}


def link_of(thing: Seen | None, record_url: str) -> str:
    """The address that leads to a thing: a task's own page, the place on its record's page; '' where there is none."""
    if thing is not None and thing.kind_name == "task":
        return reverse("registry:task", args=[str(thing)])
    kind = "" if thing is None else thing.kind_name
    return f"{record_url}{_PLACES.get(kind, '')}" if record_url else ""
