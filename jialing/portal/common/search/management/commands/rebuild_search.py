"""`manage.py rebuild_search`: bring the search's index up to date with all records, while it is in use."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from jialing.base.phrases import phrase
from jialing.portal.common.search.filing import rebuild


class Command(BaseCommand):
    """After a new version of the program, a bulk load past the actions, or once a night."""

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django names them
        """Says what was done."""
        done = rebuild()
        self.stdout.write(phrase("registry.search.rebuilt", "en", n=done.n_records, changed=done.n_changed))
