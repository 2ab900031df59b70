"""The registry's app."""

from __future__ import annotations

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Records that officers, zones and institutions keep."""

    name = "jialing.portal.registry"
    label = "registry"
