"""Names as they are filed; the terms they are filed under stand in an index of the database's own kind (storage.py)."""

from __future__ import annotations

from django.db import models


class SearchName(models.Model):
    """One name (or identifier) of one record.

    ``field`` is the field of the kind that holds the name: who may read it may find it. ``words``, ``sounds``,
    ``initials`` and ``acronym`` are :class:`jialing.match.search.Forms`, kept so that ranking need not make them anew;
    ``version`` says by which way of filing.
    """

    kind: models.CharField = models.CharField(max_length=40)
    public_id: models.CharField = models.CharField(max_length=40)
    field: models.CharField = models.CharField(max_length=40)
    text: models.CharField = models.CharField(max_length=300)
    name_kind: models.CharField = models.CharField(max_length=20, blank=True, default="")
    weight: models.FloatField = models.FloatField(default=0.0)
    words: models.TextField = models.TextField(blank=True, default="")
    sounds: models.TextField = models.TextField(blank=True, default="")
    initials: models.TextField = models.TextField(blank=True, default="")
    acronym: models.CharField = models.CharField(max_length=300, blank=True, default="")
    version: models.PositiveSmallIntegerField = models.PositiveSmallIntegerField()

    class Meta:
        # By record first: with the kind first a planner would read all names of a kind where it needs three hundred.
        indexes = (models.Index(fields=("public_id", "kind"), name="search_name_by_record"),)

    def __str__(self) -> str:
        return f"{self.kind}:{self.public_id} {self.text}"


class CommonTerm(models.Model):
    """How many names bear a term, where these are many; counted at each rebuild. What is not here is rare."""

    term: models.BigIntegerField = models.BigIntegerField(primary_key=True)
    n_names: models.PositiveIntegerField = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.term}: {self.n_names}"
