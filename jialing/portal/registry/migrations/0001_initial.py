import django.db.models.deletion
import simple_history.models
from django.db import migrations, models

import jialing.portal.common.records
from jialing.portal.registry.migrations._together import CreateTogether


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        CreateTogether(
            [
                migrations.CreateModel(
                    name="Comment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("about_kind", models.CharField(db_index=True, default="organisation", max_length=60)),
                        ("about_id", models.BigIntegerField()),
                        ("text", models.TextField()),
                        ("by", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                        ("is_withdrawn", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ("created_at", "pk"),
                        "indexes": [models.Index(fields=["about_kind", "about_id"], name="comment_by_record")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "about_kind__in",
                                        [
                                            "organisation",
                                            "platform",
                                            "recognition",
                                            "accreditation",
                                            "founding",
                                            "zone",
                                            "zoneentry",
                                            "alliance",
                                            "membership",
                                            "designation",
                                            "person",
                                        ],
                                    )
                                ),
                                name="comment_about",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Designation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("name_en", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("name_zh", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("source", models.CharField(blank=True, default="", max_length=1000)),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                        ("kind", models.CharField(db_index=True, default="other", max_length=60)),
                        ("level", models.CharField(db_index=True, default="national", max_length=60)),
                        ("place_id", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                        ("authority_en", models.CharField(blank=True, default="", max_length=300)),
                        ("authority_zh", models.CharField(blank=True, default="", max_length=300)),
                        ("document_number", models.CharField(blank=True, default="", max_length=200)),
                        ("text_en", models.TextField(blank=True, default="")),
                        ("text_zh", models.TextField(blank=True, default="")),
                        ("since", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("place_id", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name_en", ""), ("name_zh", ""), _negated=True),
                                name="designation_is_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "ai_pilot_zone",
                                            "innovation_demonstration_zone",
                                            "innovative_city",
                                            "transfer_demonstration_zone",
                                            "other",
                                        ],
                                    )
                                ),
                                name="designation_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("level__in", ["national", "provincial_ministerial", "prefecture", "district"])
                                ),
                                name="designation_level",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("since__isnull", True),
                                    ("until__isnull", True),
                                    ("until__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="designation_dates",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("place_id", ""), _negated=True), name="designation_has_place"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Document",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("about_kind", models.CharField(db_index=True, default="organisation", max_length=60)),
                        ("about_id", models.BigIntegerField()),
                        ("title", models.CharField(blank=True, default="", max_length=300)),
                        ("purpose", models.CharField(blank=True, default="", max_length=60)),
                        ("file_name", models.CharField(max_length=255)),
                        ("media_type", models.CharField(max_length=120)),
                        ("size", models.PositiveBigIntegerField()),
                        ("sha256", models.CharField(db_index=True, max_length=64)),
                        ("stored_as", models.CharField(editable=False, max_length=100, unique=True)),
                        ("is_unclassified", models.BooleanField(default=False)),
                        ("by", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                        (
                            "state",
                            models.CharField(
                                choices=[("active", "active"), ("withdrawn", "withdrawn")],
                                db_index=True,
                                default="active",
                                max_length=40,
                            ),
                        ),
                        ("withdrawn_why", models.TextField(blank=True, default="")),
                    ],
                    options={
                        "ordering": ("-created_at", "-pk"),
                        "indexes": [models.Index(fields=["about_kind", "about_id"], name="document_by_record")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "about_kind__in",
                                        [
                                            "organisation",
                                            "platform",
                                            "recognition",
                                            "accreditation",
                                            "founding",
                                            "zone",
                                            "zoneentry",
                                            "alliance",
                                            "membership",
                                            "designation",
                                            "person",
                                        ],
                                    )
                                ),
                                name="document_about",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["active", "withdrawn"])), name="document_state"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("is_unclassified", True)), name="document_declared"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Follow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("about_kind", models.CharField(db_index=True, default="organisation", max_length=60)),
                        ("about_id", models.BigIntegerField()),
                        ("who", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                        ("since", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "ordering": ("-since",),
                        "indexes": [models.Index(fields=["about_kind", "about_id"], name="follow_by_record")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "about_kind__in",
                                        [
                                            "organisation",
                                            "platform",
                                            "recognition",
                                            "accreditation",
                                            "founding",
                                            "zone",
                                            "zoneentry",
                                            "alliance",
                                            "membership",
                                            "designation",
                                            "person",
                                        ],
                                    )
                                ),
                                name="follow_about",
                            ),
                            models.UniqueConstraint(fields=("who", "about_kind", "about_id"), name="follow_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Organisation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("name_en", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("name_zh", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("source", models.CharField(blank=True, default="", max_length=1000)),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                        ("kind", models.CharField(db_index=True, default="other", max_length=60)),
                        ("legal_type", models.CharField(db_index=True, default="unknown", max_length=60)),
                        ("uscc", models.CharField(blank=True, default="", max_length=18)),
                        ("lake_id", models.CharField(blank=True, default="", max_length=100)),
                        ("lake_version", models.CharField(blank=True, default="", max_length=100)),
                        ("lake_copy", models.JSONField(blank=True, default=dict)),
                        ("place_id", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                        ("country_code", models.CharField(blank=True, default="", max_length=2)),
                        ("address_en", models.CharField(blank=True, default="", max_length=500)),
                        ("address_zh", models.CharField(blank=True, default="", max_length=500)),
                        ("lat", models.FloatField(blank=True, null=True)),
                        ("lng", models.FloatField(blank=True, null=True)),
                        ("website", models.URLField(blank=True, default="", max_length=500)),
                        ("text_en", models.TextField(blank=True, default="")),
                        ("text_zh", models.TextField(blank=True, default="")),
                        ("established", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("since", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("active", "active"), ("merged", "merged"), ("withdrawn", "withdrawn")],
                                db_index=True,
                                default="active",
                                max_length=40,
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged_from",
                                to="registry.organisation",
                            ),
                        ),
                        ("contact_name", models.CharField(blank=True, default="", max_length=300)),
                        ("contact_email", models.EmailField(blank=True, default="", max_length=254)),
                        ("contact_phone", models.CharField(blank=True, default="", max_length=60)),
                        ("internal_note", models.TextField(blank=True, default="")),
                    ],
                    options={
                        "ordering": ("name_zh", "name_en", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name_en", ""), ("name_zh", ""), _negated=True),
                                name="organisation_is_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "education",
                                            "facility",
                                            "company",
                                            "nonprofit",
                                            "funder",
                                            "government",
                                            "healthcare",
                                            "archive",
                                            "other",
                                            "high_tech_zone",
                                            "park",
                                            "incubator",
                                            "agency",
                                        ],
                                    )
                                ),
                                name="organisation_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "legal_type__in",
                                        [
                                            "enterprise",
                                            "state_owned_enterprise",
                                            "public_institution",
                                            "state_organ",
                                            "social_organisation",
                                            "social_service",
                                            "foundation",
                                            "foreign",
                                            "none",
                                            "unknown",
                                        ],
                                    )
                                ),
                                name="organisation_legal_type",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["active", "merged", "withdrawn"])),
                                name="organisation_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("since__isnull", True),
                                    ("until__isnull", True),
                                    ("until__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="organisation_dates",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("merged_into__isnull", False), ("state", "merged")),
                                    models.Q(
                                        models.Q(("state", "merged"), _negated=True), ("merged_into__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="organisation_merged_into",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "active"), models.Q(("uscc", ""), _negated=True)),
                                fields=("uscc",),
                                name="organisation_uscc_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("lake_id", ""), _negated=True),
                                fields=("lake_id",),
                                name="organisation_lake_id_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Alliance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("name_en", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("name_zh", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("source", models.CharField(blank=True, default="", max_length=1000)),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                        ("purpose_en", models.TextField(blank=True, default="")),
                        ("purpose_zh", models.TextField(blank=True, default="")),
                        ("charter_en", models.TextField(blank=True, default="")),
                        ("charter_zh", models.TextField(blank=True, default="")),
                        (
                            "secretariat",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="secretariats",
                                to="registry.organisation",
                            ),
                        ),
                        ("place_id", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                        ("field_id", models.CharField(blank=True, default="", max_length=60)),
                        ("lake_id", models.CharField(blank=True, db_index=True, default="", max_length=100)),
                        ("lake_version", models.CharField(blank=True, default="", max_length=100)),
                        ("website", models.URLField(blank=True, default="", max_length=500)),
                        ("votes_on_admission", models.BooleanField(default=False)),
                        ("quorum_share", models.FloatField(default=0.5)),
                        ("majority_share", models.FloatField(default=0.5)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "proposed"),
                                    ("founding", "founding"),
                                    ("active", "active"),
                                    ("dormant", "dormant"),
                                    ("dissolved", "dissolved"),
                                ],
                                db_index=True,
                                default="proposed",
                                max_length=40,
                            ),
                        ),
                        ("founded_on", models.DateField(blank=True, db_index=True, null=True)),
                        ("dissolved_on", models.DateField(blank=True, null=True)),
                        ("contact_name", models.CharField(blank=True, default="", max_length=300)),
                        ("contact_email", models.EmailField(blank=True, default="", max_length=254)),
                        ("contact_phone", models.CharField(blank=True, default="", max_length=60)),
                        ("internal_note", models.TextField(blank=True, default="")),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged_from",
                                to="registry.alliance",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("name_zh", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name_en", ""), ("name_zh", ""), _negated=True),
                                name="alliance_is_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["proposed", "founding", "active", "dormant", "dissolved"])
                                ),
                                name="alliance_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("founded_on__isnull", True),
                                    ("dissolved_on__isnull", True),
                                    ("dissolved_on__gte", models.F("founded_on")),
                                    _connector="OR",
                                ),
                                name="alliance_dates",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("majority_share__gte", 0),
                                    ("majority_share__lt", 1),
                                    ("quorum_share__gte", 0),
                                    ("quorum_share__lte", 1),
                                ),
                                name="alliance_shares",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Activity",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        (
                            "alliance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="activities",
                                to="registry.alliance",
                            ),
                        ),
                        ("kind", models.CharField(db_index=True, default="other", max_length=60)),
                        ("title_en", models.CharField(blank=True, default="", max_length=300)),
                        ("title_zh", models.CharField(blank=True, default="", max_length=300)),
                        ("on", models.DateField(db_index=True)),
                        ("place_id", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                        ("text_en", models.TextField(blank=True, default="")),
                        ("text_zh", models.TextField(blank=True, default="")),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                    ],
                    options={
                        "ordering": ("-on", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        ["workshop", "joint_project", "visit", "training", "matchmaking", "other"],
                                    )
                                ),
                                name="activity_kind",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AllianceEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "alliance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="events",
                                to="registry.alliance",
                            ),
                        ),
                        ("state", models.CharField(db_index=True, default="proposed", max_length=60)),
                        ("on", models.DateField(db_index=True)),
                        ("document_number", models.CharField(blank=True, default="", max_length=200)),
                        ("why", models.TextField(blank=True, default="")),
                        ("by", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                    ],
                    options={
                        "ordering": ("on", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["proposed", "founding", "active", "dormant", "dissolved"])
                                ),
                                name="alliance_event_state",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Duplicate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        (
                            "first",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="registry.organisation",
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="registry.organisation",
                            ),
                        ),
                        ("reason", models.CharField(db_index=True, default="name_and_place", max_length=60)),
                        ("evidence", models.CharField(blank=True, default="", max_length=500)),
                        (
                            "state",
                            models.CharField(
                                choices=[("proposed", "proposed"), ("merged", "merged"), ("dismissed", "dismissed")],
                                db_index=True,
                                default="proposed",
                                max_length=40,
                            ),
                        ),
                        ("decided_by", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                    ],
                    options={
                        "ordering": ("state", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason__in", ["uscc", "lake_id", "name_and_place"])),
                                name="duplicate_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["proposed", "merged", "dismissed"])),
                                name="duplicate_state",
                            ),
                            models.UniqueConstraint(fields=("first", "second"), name="duplicate_once"),
                            models.CheckConstraint(
                                condition=models.Q(("first__lt", models.F("second"))), name="duplicate_in_order"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IdentityChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("kind", models.CharField(db_index=True, default="merge", max_length=60)),
                        (
                            "kept",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes_kept",
                                to="registry.organisation",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes_other",
                                to="registry.organisation",
                            ),
                        ),
                        ("moved", models.JSONField(default=list)),
                        ("copied", models.JSONField(default=dict)),
                        ("why", models.TextField(blank=True, default="")),
                        ("by", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        ("undone_by", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                    ],
                    options={
                        "ordering": ("-created_at", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["merge", "split"])), name="identity_change_kind"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        (
                            "alliance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="meetings",
                                to="registry.alliance",
                            ),
                        ),
                        ("title_en", models.CharField(blank=True, default="", max_length=300)),
                        ("title_zh", models.CharField(blank=True, default="", max_length=300)),
                        ("planned_on", models.DateField(blank=True, null=True)),
                        ("held_on", models.DateField(blank=True, db_index=True, null=True)),
                        ("place_id", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                        ("n_present", models.PositiveIntegerField(blank=True, null=True)),
                        ("minutes_en", models.TextField(blank=True, default="")),
                        ("minutes_zh", models.TextField(blank=True, default="")),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                    ],
                    options={
                        "ordering": ("-held_on", "-planned_on", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        (
                            "alliance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to="registry.alliance",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="registry.organisation",
                            ),
                        ),
                        ("written", models.CharField(blank=True, default="", max_length=300)),
                        ("seat", models.CharField(db_index=True, default="member", max_length=60)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("applied", "applied"),
                                    ("admitted", "admitted"),
                                    ("refused", "refused"),
                                    ("left", "left"),
                                ],
                                db_index=True,
                                default="applied",
                                max_length=40,
                            ),
                        ),
                        ("duties_en", models.TextField(blank=True, default="")),
                        ("duties_zh", models.TextField(blank=True, default="")),
                        ("dues", models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True)),
                        ("applied_on", models.DateField(blank=True, null=True)),
                        ("joined_on", models.DateField(blank=True, null=True)),
                        ("left_on", models.DateField(blank=True, null=True)),
                        ("application", models.TextField(blank=True, default="")),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                    ],
                    options={
                        "ordering": ("alliance", "seat", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "seat__in",
                                        ["chair", "vice_chair", "secretariat", "council", "member", "observer"],
                                    )
                                ),
                                name="membership_seat",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["applied", "admitted", "refused", "left"])),
                                name="membership_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("joined_on__isnull", True),
                                    ("left_on__isnull", True),
                                    ("left_on__gte", models.F("joined_on")),
                                    _connector="OR",
                                ),
                                name="membership_dates",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("organisation__isnull", False),
                                    models.Q(("written", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="membership_of_somebody",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["applied", "admitted"])),
                                fields=("alliance", "organisation"),
                                name="membership_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ballot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="ballots",
                                to="registry.membership",
                            ),
                        ),
                        ("opened_on", models.DateField()),
                        ("closes_on", models.DateField()),
                        ("n_voters", models.PositiveIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "open"),
                                    ("carried", "carried"),
                                    ("lost", "lost"),
                                    ("no_quorum", "no_quorum"),
                                ],
                                db_index=True,
                                default="open",
                                max_length=40,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-opened_on", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "carried", "lost", "no_quorum"])),
                                name="ballot_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("opened_on__isnull", True),
                                    ("closes_on__isnull", True),
                                    ("closes_on__gte", models.F("opened_on")),
                                    _connector="OR",
                                ),
                                name="ballot_dates",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")), fields=("membership",), name="ballot_open_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DuesPayment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "membership",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="payments",
                                to="registry.membership",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=16)),
                        ("paid_on", models.DateField()),
                        ("by", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                    ],
                    options={
                        "ordering": ("-year", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="OrganisationName",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="names",
                                to="registry.organisation",
                            ),
                        ),
                        ("name", models.CharField(db_index=True, max_length=300)),
                        ("normalised", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("language", models.CharField(blank=True, default="", max_length=10)),
                        ("kind", models.CharField(db_index=True, default="alias", max_length=60)),
                        ("since", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                        ("source", models.CharField(blank=True, default="", max_length=1000)),
                        ("is_from_lake", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ("kind", "name"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["official", "label", "alias", "acronym", "former"])),
                                name="organisation_name_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("since__isnull", True),
                                    ("until__isnull", True),
                                    ("until__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="organisation_name_dates",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="organisation_name_there"
                            ),
                            models.UniqueConstraint(
                                fields=("organisation", "name", "kind"), name="organisation_name_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganisationRelation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="relations",
                                to="registry.organisation",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="relations_back",
                                to="registry.organisation",
                            ),
                        ),
                        ("kind", models.CharField(db_index=True, default="related", max_length=60)),
                        ("since", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                        ("source", models.CharField(blank=True, default="", max_length=1000)),
                        ("is_from_lake", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ("kind", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["parent", "predecessor", "related"])),
                                name="organisation_relation_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("since__isnull", True),
                                    ("until__isnull", True),
                                    ("until__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="organisation_relation_dates",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("organisation", models.F("other")), _negated=True),
                                name="organisation_relation_not_self",
                            ),
                            models.UniqueConstraint(
                                fields=("organisation", "other", "kind"), name="organisation_relation_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Output",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        (
                            "alliance",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="outputs",
                                to="registry.alliance",
                            ),
                        ),
                        ("kind", models.CharField(db_index=True, default="publication", max_length=60)),
                        ("title", models.CharField(blank=True, default="", max_length=1000)),
                        ("on", models.DateField(db_index=True)),
                        ("names_alliance", models.BooleanField(default=False)),
                        ("work_source", models.CharField(blank=True, default="", max_length=100)),
                        ("work_id", models.CharField(blank=True, default="", max_length=200)),
                        ("url", models.URLField(blank=True, default="", max_length=500)),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                    ],
                    options={
                        "ordering": ("-on", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["publication", "patent", "project", "standard", "report", "other"])
                                ),
                                name="output_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="output_has_title"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Override",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="overrides",
                                to="registry.organisation",
                            ),
                        ),
                        ("field", models.CharField(max_length=60)),
                        ("lake_value", models.JSONField(blank=True, null=True)),
                        ("value", models.JSONField(blank=True, null=True)),
                        ("why", models.TextField(blank=True, default="")),
                        ("by", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "ordering": ("field",),
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "field"), name="override_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("name_en", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("name_zh", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("source", models.CharField(blank=True, default="", max_length=1000)),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                        ("who", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                        ("user_id", models.BigIntegerField(blank=True, db_index=True, null=True)),
                        ("orcid", models.CharField(blank=True, default="", max_length=19)),
                        ("lake_id", models.CharField(blank=True, default="", max_length=100)),
                        ("text_en", models.TextField(blank=True, default="")),
                        ("text_zh", models.TextField(blank=True, default="")),
                        ("website", models.URLField(blank=True, default="", max_length=500)),
                        ("place_id", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                        ("email", models.EmailField(blank=True, default="", max_length=254)),
                        ("is_public", models.BooleanField(default=False)),
                        ("consented_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("name_zh", "name_en", "pk"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("who", ""), _negated=True), fields=("who",), name="person_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("orcid", ""), _negated=True),
                                fields=("orcid",),
                                name="person_orcid_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_public", False), ("consented_at__isnull", False), _connector="OR"
                                ),
                                name="person_public_by_consent",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClaimedWork",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="works", to="registry.person"
                            ),
                        ),
                        ("work_source", models.CharField(max_length=100)),
                        ("work_id", models.CharField(max_length=200)),
                        ("title", models.CharField(blank=True, default="", max_length=1000)),
                        ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("state", models.CharField(db_index=True, default="proposed", max_length=60)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("-year", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["proposed", "confirmed", "refused"])),
                                name="claimed_work_state",
                            ),
                            models.UniqueConstraint(
                                fields=("person", "work_source", "work_id"), name="claimed_work_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PersonAffiliation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="affiliations",
                                to="registry.person",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="person_affiliations",
                                to="registry.organisation",
                            ),
                        ),
                        ("written", models.CharField(blank=True, default="", max_length=300)),
                        ("position", models.CharField(blank=True, default="", max_length=300)),
                        ("since", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("-since", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("since__isnull", True),
                                    ("until__isnull", True),
                                    ("until__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="person_affiliation_dates",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("organisation__isnull", False),
                                    models.Q(("written", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="person_affiliation_somewhere",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PersonField",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="fields", to="registry.person"
                            ),
                        ),
                        ("field_id", models.CharField(db_index=True, max_length=60)),
                    ],
                    options={
                        "ordering": ("field_id",),
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "field_id"), name="person_field_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Platform",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("name_en", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("name_zh", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("source", models.CharField(blank=True, default="", max_length=1000)),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                        ("kind", models.CharField(db_index=True, default="other", max_length=60)),
                        ("level", models.CharField(blank=True, db_index=True, default="", max_length=60)),
                        ("origin", models.CharField(db_index=True, default="unknown", max_length=60)),
                        ("is_international", models.BooleanField(default=False)),
                        ("authority_en", models.CharField(blank=True, default="", max_length=300)),
                        ("authority_zh", models.CharField(blank=True, default="", max_length=300)),
                        (
                            "authority",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="platforms_granted",
                                to="registry.organisation",
                            ),
                        ),
                        ("document_number", models.CharField(blank=True, db_index=True, default="", max_length=200)),
                        ("batch", models.CharField(blank=True, default="", max_length=100)),
                        ("place_id", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                        (
                            "legal_person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="platforms_embodied",
                                to="registry.organisation",
                            ),
                        ),
                        ("lake_id", models.CharField(blank=True, db_index=True, default="", max_length=100)),
                        ("lake_version", models.CharField(blank=True, default="", max_length=100)),
                        ("website", models.URLField(blank=True, default="", max_length=500)),
                        ("text_en", models.TextField(blank=True, default="")),
                        ("text_zh", models.TextField(blank=True, default="")),
                        ("is_open", models.BooleanField(blank=True, null=True)),
                        ("opening_en", models.TextField(blank=True, default="")),
                        ("opening_zh", models.TextField(blank=True, default="")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("negotiated", "negotiated"),
                                    ("signed", "signed"),
                                    ("approved_for_building", "approved_for_building"),
                                    ("building", "building"),
                                    ("accepted", "accepted"),
                                    ("operating", "operating"),
                                    ("evaluated", "evaluated"),
                                    ("exited", "exited"),
                                ],
                                db_index=True,
                                default="negotiated",
                                max_length=40,
                            ),
                        ),
                        ("state_since", models.DateField(blank=True, db_index=True, null=True)),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged_from",
                                to="registry.platform",
                            ),
                        ),
                        ("contact_name", models.CharField(blank=True, default="", max_length=300)),
                        ("contact_email", models.EmailField(blank=True, default="", max_length=254)),
                        ("contact_phone", models.CharField(blank=True, default="", max_length=60)),
                        ("internal_note", models.TextField(blank=True, default="")),
                    ],
                    options={
                        "ordering": ("name_zh", "name_en", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name_en", ""), ("name_zh", ""), _negated=True),
                                name="platform_is_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "key_laboratory",
                                            "technology_innovation_centre",
                                            "engineering_research_centre",
                                            "manufacturing_innovation_centre",
                                            "applied_mathematics_centre",
                                            "clinical_research_centre",
                                            "field_station",
                                            "major_facility",
                                            "rd_institution",
                                            "innovation_base",
                                            "joint_laboratory",
                                            "municipal_platform",
                                            "incubator",
                                            "pilot_test_base",
                                            "technology_transfer_centre",
                                            "other",
                                        ],
                                    )
                                ),
                                name="platform_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("level__in", ["national", "provincial_ministerial", "prefecture", "district", ""])
                                ),
                                name="platform_level",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("origin__in", ["introduced", "built", "built_together", "unknown"])
                                ),
                                name="platform_origin",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "negotiated",
                                            "signed",
                                            "approved_for_building",
                                            "building",
                                            "accepted",
                                            "operating",
                                            "evaluated",
                                            "exited",
                                        ],
                                    )
                                ),
                                name="platform_state",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Accreditation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("procedure", models.CharField(max_length=60)),
                        ("purpose", models.CharField(db_index=True, default="new", max_length=60)),
                        (
                            "platform",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accreditations",
                                to="registry.platform",
                            ),
                        ),
                        (
                            "applicant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accreditations_applied",
                                to="registry.organisation",
                            ),
                        ),
                        (
                            "renews",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="renewals",
                                to="registry.accreditation",
                            ),
                        ),
                        ("place_id", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                        ("level", models.CharField(db_index=True, default="provincial_ministerial", max_length=60)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("filed", "filed"),
                                    ("returned", "returned"),
                                    ("under_review", "under_review"),
                                    ("approved", "approved"),
                                    ("refused", "refused"),
                                    ("certified", "certified"),
                                    ("under_evaluation", "under_evaluation"),
                                    ("expired", "expired"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                db_index=True,
                                default="draft",
                                max_length=40,
                            ),
                        ),
                        ("text", models.TextField(blank=True, default="")),
                        ("filed_on", models.DateField(blank=True, null=True)),
                        ("completeness_due_on", models.DateField(blank=True, null=True)),
                        ("correction_due_on", models.DateField(blank=True, null=True)),
                        ("opinion_due_on", models.DateField(blank=True, null=True)),
                        ("decision_due_on", models.DateField(blank=True, null=True)),
                        ("is_calendar_known", models.BooleanField(default=True)),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("decision", models.TextField(blank=True, default="")),
                        ("document_number", models.CharField(blank=True, default="", max_length=200)),
                        ("certificate_number", models.CharField(blank=True, default="", max_length=100)),
                        ("certified_on", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                        ("remind_on", models.DateField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("internal_note", models.TextField(blank=True, default="")),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                    ],
                    options={
                        "ordering": ("-filed_on", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("purpose__in", ["new", "renewal"])), name="accreditation_purpose"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("level__in", ["national", "provincial_ministerial", "prefecture", "district"])
                                ),
                                name="accreditation_level",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "draft",
                                            "filed",
                                            "returned",
                                            "under_review",
                                            "approved",
                                            "refused",
                                            "certified",
                                            "under_evaluation",
                                            "expired",
                                            "withdrawn",
                                        ],
                                    )
                                ),
                                name="accreditation_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("certified_on__isnull", True),
                                    ("until__isnull", True),
                                    ("until__gte", models.F("certified_on")),
                                    _connector="OR",
                                ),
                                name="accreditation_term",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("certificate_number", ""), _negated=True),
                                fields=("certificate_number",),
                                name="accreditation_certificate_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccreditationStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "accreditation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="registry.accreditation",
                            ),
                        ),
                        ("before", models.CharField(blank=True, default="", max_length=40)),
                        ("after", models.CharField(blank=True, default="", max_length=40)),
                        ("on", models.DateField()),
                        ("by", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                        ("why", models.TextField(blank=True, default="")),
                    ],
                    options={
                        "ordering": ("on", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Evaluation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        (
                            "accreditation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evaluations",
                                to="registry.accreditation",
                            ),
                        ),
                        ("on", models.DateField()),
                        ("grade", models.CharField(db_index=True, default="qualified", max_length=60)),
                        ("outcome", models.CharField(db_index=True, default="renewed", max_length=60)),
                        ("level_before", models.CharField(blank=True, default="", max_length=40)),
                        ("level_after", models.CharField(blank=True, default="", max_length=40)),
                        ("text", models.TextField(blank=True, default="")),
                        ("document_number", models.CharField(blank=True, default="", max_length=200)),
                        ("by", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                    ],
                    options={
                        "ordering": ("-on", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("grade__in", ["excellent", "good", "qualified", "failed"])),
                                name="evaluation_grade",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("outcome__in", ["renewed", "downgraded", "withdrawn"])),
                                name="evaluation_outcome",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExpertOpinion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        (
                            "accreditation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="opinions",
                                to="registry.accreditation",
                            ),
                        ),
                        ("expert", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                        ("expert_name", models.CharField(blank=True, default="", max_length=300)),
                        ("asked_on", models.DateField(blank=True, null=True)),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("given_on", models.DateField(blank=True, null=True)),
                        ("verdict", models.CharField(blank=True, db_index=True, default="", max_length=60)),
                        ("text", models.TextField(blank=True, default="")),
                    ],
                    options={
                        "ordering": ("pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("verdict__in", ["passed", "failed", "unclear", ""])),
                                name="expert_opinion_verdict",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlatformEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "platform",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="events",
                                to="registry.platform",
                            ),
                        ),
                        ("state", models.CharField(db_index=True, default="negotiated", max_length=60)),
                        ("on", models.DateField(db_index=True)),
                        ("document_number", models.CharField(blank=True, default="", max_length=200)),
                        ("why", models.TextField(blank=True, default="")),
                        ("by", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                    ],
                    options={
                        "ordering": ("on", "pk"),
                        "indexes": [models.Index(fields=["platform", "on"], name="platform_event_by_day")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "negotiated",
                                            "signed",
                                            "approved_for_building",
                                            "building",
                                            "accepted",
                                            "operating",
                                            "evaluated",
                                            "exited",
                                        ],
                                    )
                                ),
                                name="platform_event_state",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlatformField",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "platform",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="fields",
                                to="registry.platform",
                            ),
                        ),
                        ("field_id", models.CharField(db_index=True, max_length=60)),
                    ],
                    options={
                        "ordering": ("field_id",),
                        "constraints": [
                            models.UniqueConstraint(fields=("platform", "field_id"), name="platform_field_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlatformParty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "platform",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parties",
                                to="registry.platform",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="platform_parts",
                                to="registry.organisation",
                            ),
                        ),
                        ("role", models.CharField(db_index=True, default="host", max_length=60)),
                        ("since", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("-role", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("role__in", ["host", "co_builder", "supervisor"])),
                                name="platform_party_role",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("since__isnull", True),
                                    ("until__isnull", True),
                                    ("until__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="platform_party_dates",
                            ),
                            models.UniqueConstraint(
                                fields=("platform", "organisation", "role"), name="platform_party_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlatformPerson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "platform",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="people",
                                to="registry.platform",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="platform_roles",
                                to="registry.person",
                            ),
                        ),
                        ("name_en", models.CharField(blank=True, default="", max_length=300)),
                        ("name_zh", models.CharField(blank=True, default="", max_length=300)),
                        ("role", models.CharField(db_index=True, default="director", max_length=60)),
                        ("since", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("role", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name_en", ""), ("name_zh", ""), _negated=True),
                                name="platform_person_is_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("role__in", ["director", "academic_leader", "contact"])),
                                name="platform_person_role",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("since__isnull", True),
                                    ("until__isnull", True),
                                    ("until__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="platform_person_dates",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlatformService",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "platform",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="services",
                                to="registry.platform",
                            ),
                        ),
                        ("kind", models.CharField(db_index=True, default="service", max_length=60)),
                        ("name_en", models.CharField(blank=True, default="", max_length=300)),
                        ("name_zh", models.CharField(blank=True, default="", max_length=300)),
                        ("text_en", models.TextField(blank=True, default="")),
                        ("text_zh", models.TextField(blank=True, default="")),
                        ("n", models.PositiveIntegerField(blank=True, null=True)),
                        ("is_open", models.BooleanField(default=True)),
                        ("since", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("kind", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name_en", ""), ("name_zh", ""), _negated=True),
                                name="platform_service_is_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["equipment", "service"])), name="platform_service_kind"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("since__isnull", True),
                                    ("until__isnull", True),
                                    ("until__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="platform_service_dates",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Recognition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("kind", models.CharField(db_index=True, max_length=60)),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recognitions",
                                to="registry.organisation",
                            ),
                        ),
                        (
                            "platform",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recognitions",
                                to="registry.platform",
                            ),
                        ),
                        ("level", models.CharField(db_index=True, default="provincial_ministerial", max_length=60)),
                        ("grade", models.CharField(blank=True, default="", max_length=60)),
                        ("place_id", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                        ("authority_en", models.CharField(blank=True, default="", max_length=300)),
                        ("authority_zh", models.CharField(blank=True, default="", max_length=300)),
                        ("document_number", models.CharField(blank=True, default="", max_length=200)),
                        ("certificate_number", models.CharField(blank=True, default="", max_length=100)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "proposed"),
                                    ("recommended", "recommended"),
                                    ("granted", "granted"),
                                    ("refused", "refused"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                db_index=True,
                                default="proposed",
                                max_length=40,
                            ),
                        ),
                        ("proposed_on", models.DateField(blank=True, null=True)),
                        ("recommended_on", models.DateField(blank=True, null=True)),
                        (
                            "recommended_by_place",
                            models.CharField(blank=True, db_index=True, default="", max_length=40),
                        ),
                        ("granted_on", models.DateField(blank=True, db_index=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                        ("withdrawn_on", models.DateField(blank=True, null=True)),
                        ("given", models.JSONField(blank=True, default=dict)),
                        ("note", models.TextField(blank=True, default="")),
                        ("source", models.CharField(blank=True, default="", max_length=1000)),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                    ],
                    options={
                        "ordering": ("-granted_on", "-pk"),
                        "indexes": [models.Index(fields=["kind", "level", "granted_on"], name="recognition_by_kind")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("level__in", ["national", "provincial_ministerial", "prefecture", "district"])
                                ),
                                name="recognition_level",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["proposed", "recommended", "granted", "refused", "withdrawn"])
                                ),
                                name="recognition_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("organisation__isnull", False), ("platform__isnull", True)),
                                    models.Q(("organisation__isnull", True), ("platform__isnull", False)),
                                    _connector="OR",
                                ),
                                name="recognition_of_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("granted_on__isnull", True),
                                    ("until__isnull", True),
                                    ("until__gte", models.F("granted_on")),
                                    _connector="OR",
                                ),
                                name="recognition_term",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("granted_on__isnull", True),
                                    ("withdrawn_on__isnull", True),
                                    ("withdrawn_on__gte", models.F("granted_on")),
                                    _connector="OR",
                                ),
                                name="recognition_withdrawal",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CriterionCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "recognition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="checks",
                                to="registry.recognition",
                            ),
                        ),
                        ("criterion", models.CharField(max_length=60)),
                        ("verdict", models.CharField(db_index=True, default="unclear", max_length=60)),
                        ("given", models.JSONField(blank=True, null=True)),
                        ("decided_by", models.CharField(db_index=True, default="rule", max_length=60)),
                        ("by", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                        ("why", models.TextField(blank=True, default="")),
                        ("at", models.DateTimeField(auto_now=True)),
                    ],
                    options={
                        "ordering": ("criterion",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("verdict__in", ["passed", "failed", "unclear"])),
                                name="criterion_check_verdict",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("decided_by__in", ["rule", "person"])),
                                name="criterion_check_decided_by",
                            ),
                            models.UniqueConstraint(fields=("recognition", "criterion"), name="criterion_check_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Representation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("who", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                        ("user_id", models.BigIntegerField(blank=True, db_index=True, null=True)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="representations",
                                to="registry.organisation",
                            ),
                        ),
                        ("position", models.CharField(blank=True, default="", max_length=300)),
                        ("reason", models.TextField(blank=True, default="")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("claimed", "claimed"),
                                    ("confirmed", "confirmed"),
                                    ("refused", "refused"),
                                    ("ended", "ended"),
                                ],
                                db_index=True,
                                default="claimed",
                                max_length=40,
                            ),
                        ),
                        ("since", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                        ("decided_by", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                        ("decision", models.TextField(blank=True, default="")),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                    ],
                    options={
                        "ordering": ("-created_at", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["claimed", "confirmed", "refused", "ended"])),
                                name="representation_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("since__isnull", True),
                                    ("until__isnull", True),
                                    ("until__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="representation_dates",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("who", ""), _negated=True), name="representation_of_somebody"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["claimed", "confirmed"])),
                                fields=("who", "organisation"),
                                name="representation_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SavedCount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("name_en", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("name_zh", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("source", models.CharField(blank=True, default="", max_length=1000)),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                        ("slug", models.SlugField(max_length=60, unique=True)),
                        ("subject", models.CharField(db_index=True, default="platform", max_length=60)),
                        ("conditions", models.JSONField(default=list)),
                        ("text_en", models.TextField(blank=True, default="")),
                        ("text_zh", models.TextField(blank=True, default="")),
                        ("said_on", models.DateField(blank=True, null=True)),
                        ("said", models.PositiveIntegerField(blank=True, null=True)),
                        ("said_by", models.CharField(blank=True, default="", max_length=300)),
                        ("by", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                    ],
                    options={
                        "ordering": ("slug",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name_en", ""), ("name_zh", ""), _negated=True),
                                name="saved_count_is_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "subject__in",
                                        [
                                            "organisation",
                                            "platform",
                                            "recognition",
                                            "accreditation",
                                            "founding",
                                            "zone",
                                            "zoneentry",
                                            "alliance",
                                            "membership",
                                            "designation",
                                            "person",
                                        ],
                                    )
                                ),
                                name="saved_count_subject",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SavedList",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("name_en", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("name_zh", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("source", models.CharField(blank=True, default="", max_length=1000)),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                        ("list_kind", models.CharField(db_index=True, default="organisation", max_length=60)),
                        ("query", models.CharField(blank=True, default="", max_length=2000)),
                        ("who", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                        ("is_shared", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ("name_zh", "name_en", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name_en", ""), ("name_zh", ""), _negated=True),
                                name="saved_list_is_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "list_kind__in",
                                        [
                                            "organisation",
                                            "platform",
                                            "recognition",
                                            "accreditation",
                                            "founding",
                                            "zone",
                                            "zoneentry",
                                            "alliance",
                                            "membership",
                                            "designation",
                                            "person",
                                        ],
                                    )
                                ),
                                name="saved_list_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Task",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("about_kind", models.CharField(db_index=True, default="organisation", max_length=60)),
                        ("about_id", models.BigIntegerField()),
                        ("title", models.CharField(max_length=300)),
                        ("text", models.TextField(blank=True, default="")),
                        ("assignee", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                        ("place_id", models.CharField(blank=True, default="", max_length=40)),
                        ("due_on", models.DateField(blank=True, db_index=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "open"), ("done", "done"), ("cancelled", "cancelled")],
                                db_index=True,
                                default="open",
                                max_length=40,
                            ),
                        ),
                        ("done_on", models.DateField(blank=True, null=True)),
                        ("by", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                    ],
                    options={
                        "ordering": ("due_on", "pk"),
                        "indexes": [models.Index(fields=["about_kind", "about_id"], name="task_by_record")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "about_kind__in",
                                        [
                                            "organisation",
                                            "platform",
                                            "recognition",
                                            "accreditation",
                                            "founding",
                                            "zone",
                                            "zoneentry",
                                            "alliance",
                                            "membership",
                                            "designation",
                                            "person",
                                        ],
                                    )
                                ),
                                name="task_about",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "done", "cancelled"])), name="task_state"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Vote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "ballot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="votes", to="registry.ballot"
                            ),
                        ),
                        (
                            "voter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="votes_cast",
                                to="registry.membership",
                            ),
                        ),
                        ("choice", models.CharField(db_index=True, default="abstain", max_length=60)),
                        ("by", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                        ("on", models.DateField()),
                    ],
                    options={
                        "ordering": ("pk",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("choice__in", ["yes", "no", "abstain"])), name="vote_choice"
                            ),
                            models.UniqueConstraint(fields=("ballot", "voter"), name="vote_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Zone",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("name_en", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("name_zh", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("source", models.CharField(blank=True, default="", max_length=1000)),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                        ("kind", models.CharField(db_index=True, default="other", max_length=60)),
                        ("level", models.CharField(blank=True, db_index=True, default="", max_length=60)),
                        ("place_id", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                        ("boundary", models.JSONField(blank=True, null=True)),
                        (
                            "managing_body",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="zones_managed",
                                to="registry.organisation",
                            ),
                        ),
                        ("text_en", models.TextField(blank=True, default="")),
                        ("text_zh", models.TextField(blank=True, default="")),
                        ("website", models.URLField(blank=True, default="", max_length=500)),
                        ("document_number", models.CharField(blank=True, default="", max_length=200)),
                        ("since", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("planned", "planned"), ("active", "active"), ("closed", "closed")],
                                db_index=True,
                                default="active",
                                max_length=40,
                            ),
                        ),
                        ("contact_name", models.CharField(blank=True, default="", max_length=300)),
                        ("contact_email", models.EmailField(blank=True, default="", max_length=254)),
                        ("contact_phone", models.CharField(blank=True, default="", max_length=60)),
                        ("internal_note", models.TextField(blank=True, default="")),
                    ],
                    options={
                        "ordering": ("name_zh", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name_en", ""), ("name_zh", ""), _negated=True),
                                name="zone_is_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["science_city", "innovation_zone", "high_tech_zone", "park", "other"])
                                ),
                                name="zone_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("level__in", ["national", "provincial_ministerial", "prefecture", "district", ""])
                                ),
                                name="zone_level",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["planned", "active", "closed"])), name="zone_state"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("since__isnull", True),
                                    ("until__isnull", True),
                                    ("until__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="zone_dates",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Founding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        ("name_en", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("name_zh", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("source", models.CharField(blank=True, default="", max_length=1000)),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                        ("place_id", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                        (
                            "zone",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="foundings",
                                to="registry.zone",
                            ),
                        ),
                        ("purpose_en", models.TextField(blank=True, default="")),
                        ("purpose_zh", models.TextField(blank=True, default="")),
                        ("field_id", models.CharField(blank=True, default="", max_length=60)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "proposed"),
                                    ("negotiating", "negotiating"),
                                    ("intent_signed", "intent_signed"),
                                    ("agreement_signed", "agreement_signed"),
                                    ("approved", "approved"),
                                    ("building", "building"),
                                    ("operating", "operating"),
                                    ("ended", "ended"),
                                    ("abandoned", "abandoned"),
                                ],
                                db_index=True,
                                default="proposed",
                                max_length=40,
                            ),
                        ),
                        ("state_since", models.DateField(blank=True, null=True)),
                        ("agreement_number", models.CharField(blank=True, default="", max_length=200)),
                        ("term_until", models.DateField(blank=True, null=True)),
                        (
                            "result_platform",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="founded_by",
                                to="registry.platform",
                            ),
                        ),
                        (
                            "result_organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="founded_by",
                                to="registry.organisation",
                            ),
                        ),
                        ("internal_note", models.TextField(blank=True, default="")),
                    ],
                    options={
                        "ordering": ("-updated_at", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name_en", ""), ("name_zh", ""), _negated=True),
                                name="founding_is_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "proposed",
                                            "negotiating",
                                            "intent_signed",
                                            "agreement_signed",
                                            "approved",
                                            "building",
                                            "operating",
                                            "ended",
                                            "abandoned",
                                        ],
                                    )
                                ),
                                name="founding_state",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FoundingEvaluation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        (
                            "founding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evaluations",
                                to="registry.founding",
                            ),
                        ),
                        ("on", models.DateField()),
                        ("grade", models.CharField(db_index=True, default="qualified", max_length=60)),
                        ("text", models.TextField(blank=True, default="")),
                        ("by", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                    ],
                    options={
                        "ordering": ("-on", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("grade__in", ["excellent", "good", "qualified", "failed"])),
                                name="founding_evaluation_grade",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FoundingParty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "founding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parties",
                                to="registry.founding",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="founding_parts",
                                to="registry.organisation",
                            ),
                        ),
                        ("kind", models.CharField(db_index=True, default="other", max_length=60)),
                        ("is_leading", models.BooleanField(default=False)),
                        ("signed_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("-is_leading", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "state_owned_enterprise",
                                            "enterprise",
                                            "university_at_home",
                                            "university_abroad",
                                            "national_institute",
                                            "zone",
                                            "government",
                                            "other",
                                        ],
                                    )
                                ),
                                name="founding_party_kind",
                            ),
                            models.UniqueConstraint(fields=("founding", "organisation"), name="founding_party_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Commitment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="commitments",
                                to="registry.foundingparty",
                            ),
                        ),
                        ("kind", models.CharField(db_index=True, default="money", max_length=60)),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=16)),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("text", models.TextField(blank=True, default="")),
                    ],
                    options={
                        "ordering": ("due_on", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["money", "people", "space", "equipment"])),
                                name="commitment_kind",
                            ),
                            models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="commitment_positive"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FoundingStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "founding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="steps",
                                to="registry.founding",
                            ),
                        ),
                        ("state", models.CharField(db_index=True, default="proposed", max_length=60)),
                        ("on", models.DateField()),
                        ("document_number", models.CharField(blank=True, default="", max_length=200)),
                        ("why", models.TextField(blank=True, default="")),
                        ("by", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                    ],
                    options={
                        "ordering": ("on", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "proposed",
                                            "negotiating",
                                            "intent_signed",
                                            "agreement_signed",
                                            "approved",
                                            "building",
                                            "operating",
                                            "ended",
                                            "abandoned",
                                        ],
                                    )
                                ),
                                name="founding_step_state",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Fulfilment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "commitment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="fulfilments",
                                to="registry.commitment",
                            ),
                        ),
                        ("on", models.DateField()),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=16)),
                        ("text", models.TextField(blank=True, default="")),
                        ("by", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                    ],
                    options={
                        "ordering": ("on", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="ZoneEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                                unique=True,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        (
                            "zone",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="registry.zone"
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="zone_entries",
                                to="registry.organisation",
                            ),
                        ),
                        (
                            "platform",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="zone_entries",
                                to="registry.platform",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("applied", "applied"),
                                    ("approved", "approved"),
                                    ("refused", "refused"),
                                    ("entered", "entered"),
                                    ("left", "left"),
                                ],
                                db_index=True,
                                default="applied",
                                max_length=40,
                            ),
                        ),
                        ("applied_on", models.DateField(blank=True, null=True)),
                        ("decided_on", models.DateField(blank=True, db_index=True, null=True)),
                        ("entered_on", models.DateField(blank=True, null=True)),
                        ("left_on", models.DateField(blank=True, null=True)),
                        ("document_number", models.CharField(blank=True, default="", max_length=200)),
                        ("purpose", models.TextField(blank=True, default="")),
                        ("decision", models.TextField(blank=True, default="")),
                        ("internal_note", models.TextField(blank=True, default="")),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                    ],
                    options={
                        "ordering": ("-decided_on", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["applied", "approved", "refused", "entered", "left"])
                                ),
                                name="zone_entry_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("organisation__isnull", False), ("platform__isnull", True)),
                                    models.Q(("organisation__isnull", True), ("platform__isnull", False)),
                                    _connector="OR",
                                ),
                                name="zone_entry_of_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("applied_on__isnull", True),
                                    ("decided_on__isnull", True),
                                    ("decided_on__gte", models.F("applied_on")),
                                    _connector="OR",
                                ),
                                name="zone_entry_decision",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_on__isnull", True),
                                    ("entered_on__isnull", True),
                                    ("entered_on__gte", models.F("decided_on")),
                                    _connector="OR",
                                ),
                                name="zone_entry_entering",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("entered_on__isnull", True),
                                    ("left_on__isnull", True),
                                    ("left_on__gte", models.F("entered_on")),
                                    _connector="OR",
                                ),
                                name="zone_entry_leaving",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["applied", "approved", "entered"])),
                                fields=("zone", "organisation"),
                                name="zone_entry_organisation_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["applied", "approved", "entered"])),
                                fields=("zone", "platform"),
                                name="zone_entry_platform_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ZonePlace",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "zone",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="places", to="registry.zone"
                            ),
                        ),
                        ("place_id", models.CharField(db_index=True, max_length=40)),
                        ("is_partial", models.BooleanField(default=True)),
                    ],
                    options={
                        "ordering": ("place_id",),
                        "constraints": [models.UniqueConstraint(fields=("zone", "place_id"), name="zone_place_once")],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAccreditation",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "public_id",
                            models.CharField(
                                db_index=True,
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(blank=True, editable=False)),
                        ("updated_at", models.DateTimeField(blank=True, editable=False)),
                        ("procedure", models.CharField(max_length=60)),
                        ("purpose", models.CharField(db_index=True, default="new", max_length=60)),
                        ("place_id", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                        ("level", models.CharField(db_index=True, default="provincial_ministerial", max_length=60)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("filed", "filed"),
                                    ("returned", "returned"),
                                    ("under_review", "under_review"),
                                    ("approved", "approved"),
                                    ("refused", "refused"),
                                    ("certified", "certified"),
                                    ("under_evaluation", "under_evaluation"),
                                    ("expired", "expired"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                db_index=True,
                                default="draft",
                                max_length=40,
                            ),
                        ),
                        ("text", models.TextField(blank=True, default="")),
                        ("filed_on", models.DateField(blank=True, null=True)),
                        ("completeness_due_on", models.DateField(blank=True, null=True)),
                        ("correction_due_on", models.DateField(blank=True, null=True)),
                        ("opinion_due_on", models.DateField(blank=True, null=True)),
                        ("decision_due_on", models.DateField(blank=True, null=True)),
                        ("is_calendar_known", models.BooleanField(default=True)),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("decision", models.TextField(blank=True, default="")),
                        ("document_number", models.CharField(blank=True, default="", max_length=200)),
                        ("certificate_number", models.CharField(blank=True, default="", max_length=100)),
                        ("certified_on", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                        ("remind_on", models.DateField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("internal_note", models.TextField(blank=True, default="")),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                        ("history_user_id", models.CharField(blank=True, default="", max_length=64)),
                        ("history_change_reason", models.TextField(blank=True, null=True)),
                        (
                            "platform",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="registry.platform",
                            ),
                        ),
                        (
                            "applicant",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="registry.organisation",
                            ),
                        ),
                        (
                            "renews",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="registry.accreditation",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical accreditation",
                        "verbose_name_plural": "historical accreditations",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAlliance",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "public_id",
                            models.CharField(
                                db_index=True,
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(blank=True, editable=False)),
                        ("updated_at", models.DateTimeField(blank=True, editable=False)),
                        ("name_en", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("name_zh", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("source", models.CharField(blank=True, default="", max_length=1000)),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                        ("purpose_en", models.TextField(blank=True, default="")),
                        ("purpose_zh", models.TextField(blank=True, default="")),
                        ("charter_en", models.TextField(blank=True, default="")),
                        ("charter_zh", models.TextField(blank=True, default="")),
                        ("place_id", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                        ("field_id", models.CharField(blank=True, default="", max_length=60)),
                        ("lake_id", models.CharField(blank=True, db_index=True, default="", max_length=100)),
                        ("lake_version", models.CharField(blank=True, default="", max_length=100)),
                        ("website", models.URLField(blank=True, default="", max_length=500)),
                        ("votes_on_admission", models.BooleanField(default=False)),
                        ("quorum_share", models.FloatField(default=0.5)),
                        ("majority_share", models.FloatField(default=0.5)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "proposed"),
                                    ("founding", "founding"),
                                    ("active", "active"),
                                    ("dormant", "dormant"),
                                    ("dissolved", "dissolved"),
                                ],
                                db_index=True,
                                default="proposed",
                                max_length=40,
                            ),
                        ),
                        ("founded_on", models.DateField(blank=True, db_index=True, null=True)),
                        ("dissolved_on", models.DateField(blank=True, null=True)),
                        ("contact_name", models.CharField(blank=True, default="", max_length=300)),
                        ("contact_email", models.EmailField(blank=True, default="", max_length=254)),
                        ("contact_phone", models.CharField(blank=True, default="", max_length=60)),
                        ("internal_note", models.TextField(blank=True, default="")),
                        ("history_user_id", models.CharField(blank=True, default="", max_length=64)),
                        ("history_change_reason", models.TextField(blank=True, null=True)),
                        (
                            "secretariat",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="registry.organisation",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="registry.alliance",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical alliance",
                        "verbose_name_plural": "historical alliances",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalDesignation",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "public_id",
                            models.CharField(
                                db_index=True,
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(blank=True, editable=False)),
                        ("updated_at", models.DateTimeField(blank=True, editable=False)),
                        ("name_en", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("name_zh", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("source", models.CharField(blank=True, default="", max_length=1000)),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                        ("kind", models.CharField(db_index=True, default="other", max_length=60)),
                        ("level", models.CharField(db_index=True, default="national", max_length=60)),
                        ("place_id", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                        ("authority_en", models.CharField(blank=True, default="", max_length=300)),
                        ("authority_zh", models.CharField(blank=True, default="", max_length=300)),
                        ("document_number", models.CharField(blank=True, default="", max_length=200)),
                        ("text_en", models.TextField(blank=True, default="")),
                        ("text_zh", models.TextField(blank=True, default="")),
                        ("since", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                        ("history_user_id", models.CharField(blank=True, default="", max_length=64)),
                        ("history_change_reason", models.TextField(blank=True, null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical designation",
                        "verbose_name_plural": "historical designations",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalFounding",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "public_id",
                            models.CharField(
                                db_index=True,
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(blank=True, editable=False)),
                        ("updated_at", models.DateTimeField(blank=True, editable=False)),
                        ("name_en", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("name_zh", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("source", models.CharField(blank=True, default="", max_length=1000)),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                        ("place_id", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                        ("purpose_en", models.TextField(blank=True, default="")),
                        ("purpose_zh", models.TextField(blank=True, default="")),
                        ("field_id", models.CharField(blank=True, default="", max_length=60)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "proposed"),
                                    ("negotiating", "negotiating"),
                                    ("intent_signed", "intent_signed"),
                                    ("agreement_signed", "agreement_signed"),
                                    ("approved", "approved"),
                                    ("building", "building"),
                                    ("operating", "operating"),
                                    ("ended", "ended"),
                                    ("abandoned", "abandoned"),
                                ],
                                db_index=True,
                                default="proposed",
                                max_length=40,
                            ),
                        ),
                        ("state_since", models.DateField(blank=True, null=True)),
                        ("agreement_number", models.CharField(blank=True, default="", max_length=200)),
                        ("term_until", models.DateField(blank=True, null=True)),
                        ("internal_note", models.TextField(blank=True, default="")),
                        ("history_user_id", models.CharField(blank=True, default="", max_length=64)),
                        ("history_change_reason", models.TextField(blank=True, null=True)),
                        (
                            "zone",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="registry.zone",
                            ),
                        ),
                        (
                            "result_platform",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="registry.platform",
                            ),
                        ),
                        (
                            "result_organisation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="registry.organisation",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical founding",
                        "verbose_name_plural": "historical foundings",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMembership",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "public_id",
                            models.CharField(
                                db_index=True,
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(blank=True, editable=False)),
                        ("updated_at", models.DateTimeField(blank=True, editable=False)),
                        ("written", models.CharField(blank=True, default="", max_length=300)),
                        ("seat", models.CharField(db_index=True, default="member", max_length=60)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("applied", "applied"),
                                    ("admitted", "admitted"),
                                    ("refused", "refused"),
                                    ("left", "left"),
                                ],
                                db_index=True,
                                default="applied",
                                max_length=40,
                            ),
                        ),
                        ("duties_en", models.TextField(blank=True, default="")),
                        ("duties_zh", models.TextField(blank=True, default="")),
                        ("dues", models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True)),
                        ("applied_on", models.DateField(blank=True, null=True)),
                        ("joined_on", models.DateField(blank=True, null=True)),
                        ("left_on", models.DateField(blank=True, null=True)),
                        ("application", models.TextField(blank=True, default="")),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                        ("history_user_id", models.CharField(blank=True, default="", max_length=64)),
                        ("history_change_reason", models.TextField(blank=True, null=True)),
                        (
                            "alliance",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="registry.alliance",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="registry.organisation",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical membership",
                        "verbose_name_plural": "historical memberships",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOrganisation",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "public_id",
                            models.CharField(
                                db_index=True,
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(blank=True, editable=False)),
                        ("updated_at", models.DateTimeField(blank=True, editable=False)),
                        ("name_en", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("name_zh", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("source", models.CharField(blank=True, default="", max_length=1000)),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                        ("kind", models.CharField(db_index=True, default="other", max_length=60)),
                        ("legal_type", models.CharField(db_index=True, default="unknown", max_length=60)),
                        ("uscc", models.CharField(blank=True, default="", max_length=18)),
                        ("lake_id", models.CharField(blank=True, default="", max_length=100)),
                        ("lake_version", models.CharField(blank=True, default="", max_length=100)),
                        ("lake_copy", models.JSONField(blank=True, default=dict)),
                        ("place_id", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                        ("country_code", models.CharField(blank=True, default="", max_length=2)),
                        ("address_en", models.CharField(blank=True, default="", max_length=500)),
                        ("address_zh", models.CharField(blank=True, default="", max_length=500)),
                        ("lat", models.FloatField(blank=True, null=True)),
                        ("lng", models.FloatField(blank=True, null=True)),
                        ("website", models.URLField(blank=True, default="", max_length=500)),
                        ("text_en", models.TextField(blank=True, default="")),
                        ("text_zh", models.TextField(blank=True, default="")),
                        ("established", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("since", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("active", "active"), ("merged", "merged"), ("withdrawn", "withdrawn")],
                                db_index=True,
                                default="active",
                                max_length=40,
                            ),
                        ),
                        ("contact_name", models.CharField(blank=True, default="", max_length=300)),
                        ("contact_email", models.EmailField(blank=True, default="", max_length=254)),
                        ("contact_phone", models.CharField(blank=True, default="", max_length=60)),
                        ("internal_note", models.TextField(blank=True, default="")),
                        ("history_user_id", models.CharField(blank=True, default="", max_length=64)),
                        ("history_change_reason", models.TextField(blank=True, null=True)),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="registry.organisation",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical organisation",
                        "verbose_name_plural": "historical organisations",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOrganisationName",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("name", models.CharField(db_index=True, max_length=300)),
                        ("normalised", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("language", models.CharField(blank=True, default="", max_length=10)),
                        ("kind", models.CharField(db_index=True, default="alias", max_length=60)),
                        ("since", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                        ("source", models.CharField(blank=True, default="", max_length=1000)),
                        ("is_from_lake", models.BooleanField(default=False)),
                        ("history_user_id", models.CharField(blank=True, default="", max_length=64)),
                        ("history_change_reason", models.TextField(blank=True, null=True)),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="registry.organisation",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical organisation name",
                        "verbose_name_plural": "historical organisation names",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPerson",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "public_id",
                            models.CharField(
                                db_index=True,
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(blank=True, editable=False)),
                        ("updated_at", models.DateTimeField(blank=True, editable=False)),
                        ("name_en", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("name_zh", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("source", models.CharField(blank=True, default="", max_length=1000)),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                        ("who", models.CharField(blank=True, db_index=True, default="", max_length=64)),
                        ("user_id", models.BigIntegerField(blank=True, db_index=True, null=True)),
                        ("orcid", models.CharField(blank=True, default="", max_length=19)),
                        ("lake_id", models.CharField(blank=True, default="", max_length=100)),
                        ("text_en", models.TextField(blank=True, default="")),
                        ("text_zh", models.TextField(blank=True, default="")),
                        ("website", models.URLField(blank=True, default="", max_length=500)),
                        ("place_id", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                        ("email", models.EmailField(blank=True, default="", max_length=254)),
                        ("is_public", models.BooleanField(default=False)),
                        ("consented_at", models.DateTimeField(blank=True, null=True)),
                        ("history_user_id", models.CharField(blank=True, default="", max_length=64)),
                        ("history_change_reason", models.TextField(blank=True, null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical person",
                        "verbose_name_plural": "historical persons",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPlatform",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "public_id",
                            models.CharField(
                                db_index=True,
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(blank=True, editable=False)),
                        ("updated_at", models.DateTimeField(blank=True, editable=False)),
                        ("name_en", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("name_zh", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("source", models.CharField(blank=True, default="", max_length=1000)),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                        ("kind", models.CharField(db_index=True, default="other", max_length=60)),
                        ("level", models.CharField(blank=True, db_index=True, default="", max_length=60)),
                        ("origin", models.CharField(db_index=True, default="unknown", max_length=60)),
                        ("is_international", models.BooleanField(default=False)),
                        ("authority_en", models.CharField(blank=True, default="", max_length=300)),
                        ("authority_zh", models.CharField(blank=True, default="", max_length=300)),
                        ("document_number", models.CharField(blank=True, db_index=True, default="", max_length=200)),
                        ("batch", models.CharField(blank=True, default="", max_length=100)),
                        ("place_id", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                        ("lake_id", models.CharField(blank=True, db_index=True, default="", max_length=100)),
                        ("lake_version", models.CharField(blank=True, default="", max_length=100)),
                        ("website", models.URLField(blank=True, default="", max_length=500)),
                        ("text_en", models.TextField(blank=True, default="")),
                        ("text_zh", models.TextField(blank=True, default="")),
                        ("is_open", models.BooleanField(blank=True, null=True)),
                        ("opening_en", models.TextField(blank=True, default="")),
                        ("opening_zh", models.TextField(blank=True, default="")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("negotiated", "negotiated"),
                                    ("signed", "signed"),
                                    ("approved_for_building", "approved_for_building"),
                                    ("building", "building"),
                                    ("accepted", "accepted"),
                                    ("operating", "operating"),
                                    ("evaluated", "evaluated"),
                                    ("exited", "exited"),
                                ],
                                db_index=True,
                                default="negotiated",
                                max_length=40,
                            ),
                        ),
                        ("state_since", models.DateField(blank=True, db_index=True, null=True)),
                        ("contact_name", models.CharField(blank=True, default="", max_length=300)),
                        ("contact_email", models.EmailField(blank=True, default="", max_length=254)),
                        ("contact_phone", models.CharField(blank=True, default="", max_length=60)),
                        ("internal_note", models.TextField(blank=True, default="")),
                        ("history_user_id", models.CharField(blank=True, default="", max_length=64)),
                        ("history_change_reason", models.TextField(blank=True, null=True)),
                        (
                            "authority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="registry.organisation",
                            ),
                        ),
                        (
                            "legal_person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="registry.organisation",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="registry.platform",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical platform",
                        "verbose_name_plural": "historical platforms",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRecognition",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "public_id",
                            models.CharField(
                                db_index=True,
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(blank=True, editable=False)),
                        ("updated_at", models.DateTimeField(blank=True, editable=False)),
                        ("kind", models.CharField(db_index=True, max_length=60)),
                        ("level", models.CharField(db_index=True, default="provincial_ministerial", max_length=60)),
                        ("grade", models.CharField(blank=True, default="", max_length=60)),
                        ("place_id", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                        ("authority_en", models.CharField(blank=True, default="", max_length=300)),
                        ("authority_zh", models.CharField(blank=True, default="", max_length=300)),
                        ("document_number", models.CharField(blank=True, default="", max_length=200)),
                        ("certificate_number", models.CharField(blank=True, default="", max_length=100)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "proposed"),
                                    ("recommended", "recommended"),
                                    ("granted", "granted"),
                                    ("refused", "refused"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                db_index=True,
                                default="proposed",
                                max_length=40,
                            ),
                        ),
                        ("proposed_on", models.DateField(blank=True, null=True)),
                        ("recommended_on", models.DateField(blank=True, null=True)),
                        (
                            "recommended_by_place",
                            models.CharField(blank=True, db_index=True, default="", max_length=40),
                        ),
                        ("granted_on", models.DateField(blank=True, db_index=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                        ("withdrawn_on", models.DateField(blank=True, null=True)),
                        ("given", models.JSONField(blank=True, default=dict)),
                        ("note", models.TextField(blank=True, default="")),
                        ("source", models.CharField(blank=True, default="", max_length=1000)),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                        ("history_user_id", models.CharField(blank=True, default="", max_length=64)),
                        ("history_change_reason", models.TextField(blank=True, null=True)),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="registry.organisation",
                            ),
                        ),
                        (
                            "platform",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="registry.platform",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical recognition",
                        "verbose_name_plural": "historical recognitions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalZone",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "public_id",
                            models.CharField(
                                db_index=True,
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(blank=True, editable=False)),
                        ("updated_at", models.DateTimeField(blank=True, editable=False)),
                        ("name_en", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("name_zh", models.CharField(blank=True, db_index=True, default="", max_length=300)),
                        ("source", models.CharField(blank=True, default="", max_length=1000)),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                        ("kind", models.CharField(db_index=True, default="other", max_length=60)),
                        ("level", models.CharField(blank=True, db_index=True, default="", max_length=60)),
                        ("place_id", models.CharField(blank=True, db_index=True, default="", max_length=40)),
                        ("boundary", models.JSONField(blank=True, null=True)),
                        ("text_en", models.TextField(blank=True, default="")),
                        ("text_zh", models.TextField(blank=True, default="")),
                        ("website", models.URLField(blank=True, default="", max_length=500)),
                        ("document_number", models.CharField(blank=True, default="", max_length=200)),
                        ("since", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("planned", "planned"), ("active", "active"), ("closed", "closed")],
                                db_index=True,
                                default="active",
                                max_length=40,
                            ),
                        ),
                        ("contact_name", models.CharField(blank=True, default="", max_length=300)),
                        ("contact_email", models.EmailField(blank=True, default="", max_length=254)),
                        ("contact_phone", models.CharField(blank=True, default="", max_length=60)),
                        ("internal_note", models.TextField(blank=True, default="")),
                        ("history_user_id", models.CharField(blank=True, default="", max_length=64)),
                        ("history_change_reason", models.TextField(blank=True, null=True)),
                        (
                            "managing_body",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="registry.organisation",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical zone",
                        "verbose_name_plural": "historical zones",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalZoneEntry",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "public_id",
                            models.CharField(
                                db_index=True,
                                default=jialing.portal.common.records.new_public_id,
                                editable=False,
                                max_length=10,
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(blank=True, editable=False)),
                        ("updated_at", models.DateTimeField(blank=True, editable=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("applied", "applied"),
                                    ("approved", "approved"),
                                    ("refused", "refused"),
                                    ("entered", "entered"),
                                    ("left", "left"),
                                ],
                                db_index=True,
                                default="applied",
                                max_length=40,
                            ),
                        ),
                        ("applied_on", models.DateField(blank=True, null=True)),
                        ("decided_on", models.DateField(blank=True, db_index=True, null=True)),
                        ("entered_on", models.DateField(blank=True, null=True)),
                        ("left_on", models.DateField(blank=True, null=True)),
                        ("document_number", models.CharField(blank=True, default="", max_length=200)),
                        ("purpose", models.TextField(blank=True, default="")),
                        ("decision", models.TextField(blank=True, default="")),
                        ("internal_note", models.TextField(blank=True, default="")),
                        ("is_invented", models.BooleanField(default=False, editable=False)),
                        ("history_user_id", models.CharField(blank=True, default="", max_length=64)),
                        ("history_change_reason", models.TextField(blank=True, null=True)),
                        (
                            "zone",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="registry.zone",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="registry.organisation",
                            ),
                        ),
                        (
                            "platform",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="registry.platform",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical zone entry",
                        "verbose_name_plural": "historical zone entrys",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
            ]
        )
    ]
