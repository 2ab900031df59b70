"""The interface's app."""

from __future__ import annotations

from django.apps import AppConfig

from jialing.portal.common.navigation import PageLink


class ApiConfig(AppConfig):
    """Tokens, and the operations that programs call."""

    name = "jialing.portal.api"
    label = "api"
    navigation = (PageLink("account", "tokens", "tokens:tokens", keeps_scope=False, rank=2),)

    def ready(self) -> None:
        from jialing.portal.accounts.extensions import DataPart, add_data_part
        from jialing.portal.api import relations  # noqa: F401 - defines what viewers can be to tokens
        from jialing.portal.api.actions import forget_tokens
        from jialing.portal.api.queries import held_about

        add_data_part(DataPart("tokens", held_about, forget_tokens))
