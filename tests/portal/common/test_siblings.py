"""A key in the database ties apps together as an import does, but by a string: import-linter does not see it."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

OURS = "jialing.portal."
BELOW = ("common", "jobs", "accounts", "registry")
"""Apps that a sibling may point to (house rules: common < jobs < accounts < registry < siblings < bridges)."""


def _ties(found: Iterable[type[models.Model]]) -> list[str]:
    """Keys between two apps of ours of which the second is not below its siblings."""
    ties = [(model, field) for model in found for field in model._meta.get_fields() if _is_key(field)]
    return [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model, field in ties
        if field.related_model._meta.app_label not in (model._meta.app_label, *BELOW, "auth", "contenttypes")
    ]


def _is_key(field: object) -> bool:
    return isinstance(field, models.ForeignKey | models.ManyToManyField)


def test_no_key_leads_from_one_sibling_to_another() -> None:
    ours = [m for m in apps.get_models() if (m._meta.app_config and m._meta.app_config.name.startswith(OURS))]
    assert (len(ours) > 1, _ties(ours)) == (True, [])


@isolate_apps("jialing.portal.common", "jialing.portal.insight")
def test_key_to_a_sibling_is_found() -> None:
    class Offer(models.Model):
        class Meta:
            app_label = "transfer"

    class Call(models.Model):
        offer = models.ForeignKey(Offer, on_delete=models.CASCADE)

        class Meta:
            app_label = "programmes"

    assert _ties([Offer, Call]) == ["programmes.Call.offer -> transfer.Offer"]


def test_key_to_common_is_allowed() -> None:
    with isolate_apps("jialing.portal.common"):

        class Record(models.Model):
            class Meta:
                app_label = "common"

        class Note(models.Model):
            record = models.ForeignKey(Record, on_delete=models.CASCADE)

            class Meta:
                app_label = "insight"

        assert _ties([Record, Note]) == []
