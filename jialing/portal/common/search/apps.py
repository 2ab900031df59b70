"""The search's app: two tables and the index beside them."""

from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Below all apps whose records can be found."""

    name = "jialing.portal.common.search"
    label = "search"
