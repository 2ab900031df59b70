"""Tags of the atlas's pages."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from jialing.atlas import Finding, WorkRow, say
from jialing.portal.insight.addresses import organisation_url

register = template.Library()
MOST_SHOWN = 5


@register.simple_tag(takes_context=True)
def org_url(context: Context, org_id: str) -> str:
    """The page of an organisation with the reader's scope."""
    view = context.get("view")
    path = organisation_url(org_id)
    return view.at(path) if view else path


@register.simple_tag(takes_context=True)
def say_finding(context: Context, finding: Finding) -> SafeString:
    """A finding or reason in words."""
    return conditional_escape(say(finding, context["lang"], {}))


@dataclass(frozen=True)
class WorkOrganisations:
    """The first organisations of a work, (address, name), and how many more there are among the lines given."""

    shown: tuple[tuple[str, str], ...]
    n_more: int


@register.simple_tag(takes_context=True)
def work_orgs(context: Context, work: WorkRow) -> WorkOrganisations:
    """Distinct organisations of a work in the order of its authors."""
    named = {who.org_id: who.org.in_lang(context["lang"]) for who in work.participants if who.org_id and who.org}
    links = tuple((org_url(context, org_id), name) for org_id, name in named.items())
    return WorkOrganisations(links[:MOST_SHOWN], max(0, len(links) - MOST_SHOWN))
