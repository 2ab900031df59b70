"""Every value of every list of codes has words in both languages."""

from __future__ import annotations

import re

from django.db.models import TextChoices

from jialing.base.phrases import catalogue
from jialing.portal.registry import enums


def test_every_code_has_words() -> None:
    lists = [
        e for e in vars(enums).values() if isinstance(e, type) and issubclass(e, TextChoices) and e is not TextChoices
    ]
    wanted = {f"registry.{_snake(one.__name__)}.{value}" for one in lists for value in one.values}
    assert len(lists) > 30
    assert wanted - set(catalogue()) == set()


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
