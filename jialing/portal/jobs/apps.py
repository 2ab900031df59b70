"""Background work."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from jialing.portal.common.navigation import PageLink


class JobsConfig(AppConfig):
    name = "jialing.portal.jobs"
    label = "jobs"
    navigation = (PageLink("account", "jobs", "jobs:mine", keeps_scope=False),)

    def ready(self) -> None:
        from jialing.portal.jobs import relations  # noqa: F401 - registers itself

        autodiscover_modules("tasks")  # each app's kinds of work register themselves there
