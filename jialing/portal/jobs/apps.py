"""Background work."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "jialing.portal.jobs"
    label = "jobs"

    def ready(self) -> None:
        from jialing.portal.jobs import relations  # noqa: F401 - registers itself

        autodiscover_modules("tasks")  # each app's kinds of work register themselves there
