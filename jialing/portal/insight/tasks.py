"""What the portal asks of the pipeline."""

from __future__ import annotations

from django.conf import settings

KEEPER = "saved-views"


def keep_version(version: str) -> None:
    """Keep a version that a saved view names: builds must not remove it."""
    # The pipeline brings every source's parser; a reader who saves nothing does not wait for them.
    from jialing.pipeline import keep_version as keep

    keep(settings.DATA, version, KEEPER)
