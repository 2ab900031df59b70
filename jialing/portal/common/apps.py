"""What every page shares."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "jialing.portal.common"
    label = "common"
