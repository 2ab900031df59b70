"""The programmes' app."""

from django.apps import AppConfig

from jialing.portal.common.navigation import PageLink


class ProgrammesConfig(AppConfig):
    """Joint programmes: calls, proposals, projects, their money."""

    name = "jialing.portal.programmes"
    label = "programmes"
    navigation = (
        PageLink("act", "programmes", "programmes:programmes", keeps_scope=False),
        PageLink("act", "calls", "programmes:calls", keeps_scope=False),
        PageLink("act", "proposals", "programmes:proposals", keeps_scope=False),
    )

    def ready(self) -> None:
        from jialing.portal.programmes import relations  # noqa: F401 - registers itself
