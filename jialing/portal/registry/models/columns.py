"""Columns as all records write them, so that the same thing has the same length, default and meaning everywhere."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.enums import TextChoices
from simple_history.models import HistoricalRecords

from jialing.portal.common.records import Record

NAME_LENGTH = 300


def words(length: int = NAME_LENGTH, **options: Any) -> models.CharField:
    """A line of text; '' = not given."""
    return models.CharField(max_length=length, blank=True, default="", **options)


def prose() -> models.TextField:
    """Several lines of text; '' = not given."""
    return models.TextField(blank=True, default="")


def day(**options: Any) -> models.DateField:
    """A date; NULL = unknown or not yet."""
    return models.DateField(null=True, blank=True, **options)


def standing(first: TextChoices) -> models.CharField:
    """A state, first of all the one of a new record; pair it with :func:`holds`. Changed by actions only."""
    values = [(value, value) for value in type(first).values]
    return models.CharField(max_length=40, default=first, choices=values, db_index=True)


def choice(default: str = "") -> models.CharField:
    """A value of an enum that people choose; pair it with :func:`holds`."""
    return models.CharField(max_length=60, default=default, blank=not default, db_index=True)


def spot() -> models.CharField:
    """A place id of the lake (``CN-510100``), or of a district (``CN-500112``); '' = unknown."""
    return models.CharField(max_length=40, blank=True, default="", db_index=True)


def money() -> models.DecimalField:
    """Money to the cent (fen); NULL = not stated."""
    return models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)


def account_key() -> models.BigIntegerField:
    """Primary key of an account; NULL = erased, or none."""
    return models.BigIntegerField(null=True, blank=True, db_index=True)


def account() -> models.CharField:
    """A person by the account's public id: text, so that it outlives the account; '' = nobody."""
    return models.CharField(max_length=64, blank=True, default="", db_index=True)


def invented() -> models.BooleanField:
    """Whether the record is part of an invented world."""
    return models.BooleanField(default=False, editable=False)


def holds(column: str, values: type[TextChoices], name: str, *, blank: bool = False) -> models.CheckConstraint:
    """A constraint: the column holds a value of the enum (or '' where ``blank``)."""
    allowed = [*values.values, ""] if blank else list(values.values)
    return models.CheckConstraint(condition=Q(**{f"{column}__in": allowed}), name=name)


def ordered(first: str, second: str, name: str) -> models.CheckConstraint:
    """A constraint: where both dates are known, the second is not before the first."""
    later = Q(**{f"{second}__gte": models.F(first)})
    unknown = Q(**{f"{first}__isnull": True}) | Q(**{f"{second}__isnull": True})
    return models.CheckConstraint(condition=unknown | later, name=name)


def exactly_one(first: str, second: str, name: str) -> models.CheckConstraint:
    """A constraint: one of two foreign keys is set, not both."""
    one = Q(**{f"{first}__isnull": False, f"{second}__isnull": True})
    other = Q(**{f"{first}__isnull": True, f"{second}__isnull": False})
    return models.CheckConstraint(condition=one | other, name=name)


def named(name: str) -> models.CheckConstraint:
    """A constraint: at least one of ``name_en`` and ``name_zh`` is there."""
    return models.CheckConstraint(condition=~Q(name_en="", name_zh=""), name=name)


def _person_of(historical: Any) -> str:
    return str(historical.history_user_id or "")


def _name_person(historical: Any, person: str | None) -> None:
    historical.history_user_id = person or ""


def past() -> HistoricalRecords:
    """Every past state of a record, with who (an account's public id), when and why."""
    return HistoricalRecords(
        history_user_id_field=models.CharField(max_length=64, blank=True, default=""),
        history_user_getter=_person_of,
        history_user_setter=_name_person,
        history_change_reason_field=models.TextField(null=True, blank=True),
    )


class Kept(Record):
    """A record with two names, its source and whether it is invented.

    At least one of the names is there: each model adds :func:`named`.
    """

    name_en: models.CharField = words(db_index=True)
    name_zh: models.CharField = words(db_index=True)
    source: models.CharField = words(1000)
    is_invented: models.BooleanField = invented()

    class Meta:
        abstract = True

    def name_in(self, lang: str) -> str:
        """The name in a language (``en`` or ``zh``), or the other one where only that is known."""
        first, second = (self.name_zh, self.name_en) if lang == "zh" else (self.name_en, self.name_zh)
        return str(first or second)

    def __str__(self) -> str:
        return self.name_in("zh")
