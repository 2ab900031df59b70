"""The review desk's pages: decisions about affiliation strings, on this machine only, until there are accounts."""

from __future__ import annotations

from django.apps import AppConfig

from jialing.portal.common.navigation import PageLink


class DeskConfig(AppConfig):
    name = "jialing.portal.desk"
    label = "desk"

    @property
    def navigation(self) -> tuple[PageLink, ...]:
        """The page is named only where it answers."""
        from jialing.portal.desk.guard import is_enabled

        return (PageLink("evidence", "desk", "desk:board", keeps_scope=False),) if is_enabled() else ()
