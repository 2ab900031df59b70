"""Bulk import."""

from django.apps import AppConfig

from jialing.portal.common.navigation import PageLink


class ImportingConfig(AppConfig):
    """Spreadsheets of a bureau become records, after a look at what would happen, and can be taken back."""

    name = "jialing.portal.importing"
    label = "importing"
    navigation = (PageLink("act", "imports", "importing:mine", keeps_scope=False),)

    def ready(self) -> None:
        from jialing.portal.accounts.extensions import DataPart, add_data_part
        from jialing.portal.importing import relations  # noqa: F401 - registers itself
        from jialing.portal.importing.queries import forget_choices, held_about

        add_data_part(DataPart("imports", held_about, forget_choices))
