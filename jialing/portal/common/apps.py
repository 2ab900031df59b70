"""What every page shares."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "jialing.portal.common"
    label = "common"

    def ready(self) -> None:
        from jialing.portal.common.access import checks  # noqa: F401 - registers itself
