"""Counts that were kept before they had a place: the officer of the one place they speak of may change them."""

from django.db import migrations


def fill(apps, schema_editor):  # type: ignore[no-untyped-def]
    """As ``queries.counting.place_counted`` finds it."""
    del schema_editor
    zones = apps.get_model("registry", "Zone").objects.values_list("name_zh", "name_en", "place_id")
    of_zone = {name: place for zh, en, place in zones for name in (zh, en) if name}
    for one in apps.get_model("registry", "SavedCount").objects.filter(place_id=""):
        found = {of_zone.get(row.get("zone"), "") for row in one.conditions if row.get("condition") == "in_zone"}
        for row in one.conditions:
            if row.get("condition") in ("seated_in", "joins_places"):
                found |= set(row.get("places", ()))
        found -= {""}
        if len(found) == 1:
            one.place_id = found.pop()
            one.save(update_fields=["place_id"])


class Migration(migrations.Migration):
    dependencies = [("registry", "0005_evidence_of_claims")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
