"""Projects: what was awarded, for how long, and where it stands."""

from __future__ import annotations

from django.db import models

from jialing.portal.common.records import Row
from jialing.portal.programmes.enums import ProjectState
from jialing.portal.programmes.models.calls import Call, Topic
from jialing.portal.programmes.models.pots import Programme
from jialing.portal.programmes.models.proposals import Proposal
from jialing.portal.registry.models import Organisation
from jialing.portal.registry.models.columns import Kept, day, holds, named, ordered, standing, words


class Project(Kept):
    """An awarded project. ``number`` is printed on what comes of it and names its money in the ledger."""

    programme: models.ForeignKey = models.ForeignKey(Programme, models.PROTECT, related_name="projects")
    call: models.ForeignKey = models.ForeignKey(Call, models.PROTECT, null=True, blank=True, related_name="projects")
    topic: models.ForeignKey = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="projects")
    proposal: models.OneToOneField = models.OneToOneField(
        Proposal, models.PROTECT, null=True, blank=True, related_name="project"
    )
    number: models.CharField = words(60, db_index=True)
    lead: models.ForeignKey = models.ForeignKey(Organisation, models.PROTECT, related_name="projects_led")
    awarded_on: models.DateField = day()
    since: models.DateField = day()
    until: models.DateField = day()
    state: models.CharField = standing(ProjectState.AWARDED)

    class Meta:
        ordering = ("number", "pk")
        constraints = (
            named("project_is_named"),
            holds("state", ProjectState, "project_state"),
            ordered("since", "until", "project_term"),
            models.UniqueConstraint(fields=("programme", "number"), name="project_number_once"),
        )


class ProjectParty(Row):
    """An organisation that takes part in a project, with its role."""

    project: models.ForeignKey = models.ForeignKey(Project, models.CASCADE, related_name="parties")
    organisation: models.ForeignKey = models.ForeignKey(Organisation, models.PROTECT, related_name="project_parts")
    role: models.CharField = words(40)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("project", "organisation"), name="project_party_once"),)

    def __str__(self) -> str:
        return f"{self.project_id} {self.organisation_id}"
