"""People who sign in, the roles they hold, and their rights over what is held about them."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "jialing.portal.accounts"
    label = "accounts"

    def ready(self) -> None:
        from jialing.portal.accounts import relations  # noqa: F401 - registers itself
