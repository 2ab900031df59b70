"""The registry's app."""

from __future__ import annotations

from django.apps import AppConfig

from jialing.portal.common.navigation import PageLink, add_unread

IN_NAVIGATION = (
    "organisations",
    "platforms",
    "recognitions",
    "accreditations",
    "foundings",
    "zones",
    "alliances",
    "designations",
)


class RegistryConfig(AppConfig):
    """Records that officers, zones and institutions keep."""

    name = "jialing.portal.registry"
    label = "registry"
    navigation = (
        *(
            PageLink("act", f"registry_{slug}", "registry:records", keeps_scope=False, url_args=(slug,))
            for slug in IN_NAVIGATION
        ),
        PageLink("act", "registry_counts", "registry:counts", keeps_scope=False),
        PageLink("act", "registry_sleeping", "registry:sleeping", keeps_scope=False),
        PageLink("act", "registry_mine", "registry:mine", keeps_scope=False),
        PageLink("account", "day", "registry:day", keeps_scope=False, rank=0),
        PageLink("account", "notices", "registry:notices", keeps_scope=False, rank=0),
        PageLink("account", "tasks", "registry:tasks", keeps_scope=False, rank=0),
    )

    def ready(self) -> None:
        from jialing.portal.accounts.extensions import (
            DataPart,
            add_data_part,
            add_represented,
            add_representing,
            set_workdays,
        )
        from jialing.portal.common.actions import hear
        from jialing.portal.registry import relations  # noqa: F401 - defines what viewers can be to records
        from jialing.portal.registry.actions.people import forget_account
        from jialing.portal.registry.actions.telling import tell
        from jialing.portal.registry.queries.names import register_names
        from jialing.portal.registry.queries.notices import held_notices, n_unread
        from jialing.portal.registry.queries.people import held_about, organisations_represented, representing
        from jialing.portal.registry.rules.workdays import after_workdays

        add_represented(organisations_represented)
        add_representing(representing)
        set_workdays(lambda start, n: after_workdays(start, n).on)
        add_data_part(DataPart("registry", held_about, forget_account))
        register_names()
        hear(tell)
        add_unread(n_unread)
        add_data_part(DataPart("notices", held_notices))
