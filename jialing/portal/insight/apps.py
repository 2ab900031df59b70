"""The pages of the atlas: evidence and position."""

from django.apps import AppConfig

from jialing.portal.common.navigation import PageLink


class InsightConfig(AppConfig):
    name = "jialing.portal.insight"
    label = "insight"
    navigation = (
        PageLink("evidence", "overview", "insight:overview"),
        PageLink("evidence", "flows", "insight:flows"),
        PageLink("evidence", "network", "insight:network"),
        PageLink("evidence", "organisations", "insight:organisations"),
        PageLink("evidence", "data", "insight:data"),
        PageLink("evidence", "about", "insight:about"),
        PageLink("position", "targets", "insight:targets"),
        PageLink("position", "capability", "insight:capability"),
        PageLink("position", "position", "insight:position"),
        PageLink("position", "joint", "insight:joint"),
        PageLink("position", "partners", "insight:partners"),
        PageLink("position", "fields", "insight:fields"),
        PageLink("position", "comparison", "insight:comparison"),
        PageLink("position", "layout", "insight:layout"),
        PageLink("position", "what_if", "insight:what_if"),
        PageLink("position", "talent", "insight:talent"),
        PageLink("position", "method", "insight:position_method"),
    )
