"""The programmes' app."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Joint programmes: so far their money."""

    name = "jialing.portal.programmes"
    label = "programmes"

    def ready(self) -> None:
        from jialing.portal.programmes import relations  # noqa: F401 - registers itself
