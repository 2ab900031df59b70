"""People who sign in, the roles they hold, and their rights over what is held about them."""

from __future__ import annotations

from django.apps import AppConfig

from jialing.portal.common.navigation import PageLink


class AccountsConfig(AppConfig):
    name = "jialing.portal.accounts"
    label = "accounts"
    navigation = (
        PageLink("account", "people", "accounts:people", keeps_scope=False),
        PageLink("account", "audit", "accounts:audit", keeps_scope=False),
        PageLink("account", "data_requests", "accounts:data_requests", keeps_scope=False),
    )

    def ready(self) -> None:
        from jialing.portal.accounts import checks as checks  # registers itself
        from jialing.portal.accounts import holdings
        from jialing.portal.accounts import relations as relations  # registers itself

        holdings.register()
