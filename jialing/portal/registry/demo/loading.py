"""Loading the demo's registry: only over an invented version, once, in bulk."""

from __future__ import annotations

import tomllib
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from jialing.atlas import Registered
from jialing.portal.common.access import SYSTEM
from jialing.portal.common.actions import record_about
from jialing.portal.common.search.filing import rebuild
from jialing.portal.registry.actions.lake import take_from_lake
from jialing.portal.registry.demo.alliances import load_alliances
from jialing.portal.registry.demo.circles import load_circles
from jialing.portal.registry.demo.platforms import load_platforms
from jialing.portal.registry.demo.processes import load_processes
from jialing.portal.registry.demo.work import load_work
from jialing.portal.registry.demo.zones import load_zones
from jialing.portal.registry.models import Alliance, Organisation, Platform, SavedCount
from jialing.portal.registry.queries.counting import place_counted

COUNTS = Path(__file__).resolve().parents[1] / "data" / "counts"


def is_empty() -> bool:
    """Whether the registry holds neither platforms nor alliances."""
    return not (Platform.objects.exists() or Alliance.objects.exists())


@transaction.atomic
def load_demo(listed: Registered) -> bool:
    """Load the registry of an invented version; False where that was done before or the version is of real sources."""
    if not listed.is_invented or not is_empty():
        return False
    take_from_lake(listed)
    organisations = {one.lake_id: one for one in Organisation.objects.exclude(lake_id="")}
    load_platforms(listed.platforms, listed.version, organisations, load_zones())
    load_alliances(listed.alliances, listed.members, listed.version, organisations)
    load_counts()
    load_processes(timezone.localdate())
    load_work(timezone.localdate())
    load_circles(timezone.localdate())
    rebuild()
    record_about(SYSTEM.public_id, "registry.demo_loaded", "registry", listed.version)
    return True


def load_counts() -> None:
    """Write the named counts that ship."""
    for path in sorted(COUNTS.glob("*.toml")):
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
        SavedCount.objects.update_or_create(
            slug=tree["slug"],
            defaults={
                "name_en": tree["name"]["en"], "name_zh": tree["name"]["zh"], "text_en": tree["text"]["en"],
                "text_zh": tree["text"]["zh"], "subject": tree["subject"], "conditions": tree["conditions"],
                "said_on": tree["said_on"], "said": tree["said"], "said_by": tree["said_by"], "is_invented": True,
                "place_id": place_counted(tree["conditions"]),
            },
        )  # fmt: skip
