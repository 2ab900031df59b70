"""Tags of the review desk."""

from __future__ import annotations

from django import template
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from jialing.atlas import Finding, say
from jialing.pipeline.desk import OpenString, OrganisationCard

register = template.Library()


@register.simple_tag(takes_context=True)
def org_name(context: Context, card: OrganisationCard) -> str:
    """An organisation's name in the page's language."""
    return card.name_zh if context["lang"] == "zh" else card.name_en


@register.simple_tag(takes_context=True)
def org_other_name(context: Context, card: OrganisationCard) -> str:
    """Its name in the other language, '' where it is the same."""
    own, other = (card.name_zh, card.name_en) if context["lang"] == "zh" else (card.name_en, card.name_zh)
    return "" if own == other else other


@register.simple_tag(takes_context=True)
def org_place(context: Context, card: OrganisationCard) -> str:
    """Where it is: city and country, as far as known."""
    place = card.place_zh if context["lang"] == "zh" else card.place_en
    return " · ".join(part for part in (place, card.country_code or "") if part)


@register.simple_tag(takes_context=True)
def why(context: Context, string: OpenString) -> SafeString:
    """The resolver's reason in words."""
    return conditional_escape(say(Finding(string.because, dict(string.params)), context["lang"], {}))


@register.simple_tag(takes_context=True)
def place_read(context: Context, string: OpenString) -> str:
    return string.place_zh if context["lang"] == "zh" else string.place_en


@register.filter
def of(mapping: dict[str, object], key: str) -> object:
    """The value of a key, None where there is none."""
    return mapping.get(key)


@register.filter
def two_decimals(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


@register.filter
def to_the_minute(at: str) -> str:
    """A moment of a ledger (ISO 8601, UTC) as people read it."""
    return f"{at[:16].replace('T', ' ')} UTC" if len(at) >= 16 else at
