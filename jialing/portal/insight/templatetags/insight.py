"""Tags of the atlas's pages."""

from __future__ import annotations

from django import template
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from jialing.atlas import Finding, say
from jialing.portal.insight.addresses import organisation_url

register = template.Library()


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
