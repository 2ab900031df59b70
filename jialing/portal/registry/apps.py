"""The registry's app."""

from __future__ import annotations

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Records that officers, zones and institutions keep."""

    name = "jialing.portal.registry"
    label = "registry"

    def ready(self) -> None:
        from jialing.portal.registry import relations  # noqa: F401 - defines what viewers can be to records
