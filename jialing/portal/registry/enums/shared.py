"""Values that several kinds of record share."""

from __future__ import annotations

from django.db.models import TextChoices


class Level(TextChoices):
    """Administrative level. Chongqing's 市级 and Sichuan's 省级 are both provincial-ministerial; Chengdu's 市级 is
    prefecture."""

    NATIONAL = "national"
    PROVINCIAL = "provincial_ministerial"
    PREFECTURE = "prefecture"
    DISTRICT = "district"


class Verdict(TextChoices):
    """What an expert, a check or a panel says."""

    PASSED = "passed"
    FAILED = "failed"
    UNCLEAR = "unclear"


class Grade(TextChoices):
    """Result of an evaluation (综合评估): excellent, good, qualified, failed."""

    EXCELLENT = "excellent"
    GOOD = "good"
    QUALIFIED = "qualified"
    FAILED = "failed"
