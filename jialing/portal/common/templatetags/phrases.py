"""`{% t "code" %}` words a phrase; filters write numbers and dates as the reader's language does."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from jialing.base import numbers
from jialing.base.days import day_in_words
from jialing.base.phrases import catalogue, phrase
from jialing.errors import JialingError

register = template.Library()


@register.simple_tag(takes_context=True)
def t(context: Context, code: str, **params: object) -> SafeString:
    """The phrase in the page's language; its words are ours and may hold no markup, its parameters are escaped."""
    shown = {name: count(value) if isinstance(value, int) else value for name, value in params.items()}
    return conditional_escape(phrase(code, context["lang"], **shown))


@register.simple_tag(takes_context=True)
def t_code(context: Context, prefix: str, name: object) -> SafeString:
    """The phrase ``prefix + name``; a name that a source brought and that we have no words for is shown as it is."""
    code = f"{prefix}{name}".replace("-", "_")
    words = phrase(code, context["lang"]) if code in catalogue() else str(name).replace("_", " ")
    return conditional_escape(words)


@register.simple_tag(takes_context=True)
def words(context: Context, names: Any) -> str:
    """A name in the page's language (anything with ``en`` and ``zh``), '' for none."""
    if names is None:
        return ""
    return str(names.zh if context["lang"] == "zh" else names.en)


@register.simple_tag(takes_context=True)
def other_words(context: Context, names: Any) -> str:
    """The name in the other language, '' where it is the same."""
    own, other = (names.zh, names.en) if context["lang"] == "zh" else (names.en, names.zh)
    return "" if own == other else str(other)


@register.simple_tag(takes_context=True)
def say_error(context: Context, error: JialingError) -> SafeString:
    """An error of our tree in words."""
    code = error.code if error.code in catalogue() else f"error.{error.code}"
    return conditional_escape(phrase(code, context["lang"], **error.params))


@register.simple_tag(takes_context=True)
def day(context: Context, value: object) -> str:
    """A date in words: 23 November 2026, 2026年11月23日. Text that is no ISO date is shown as it stands."""
    found = _as_date(value)
    if found is None:
        return str(value) if value else numbers.UNKNOWN
    return day_in_words(found, context["lang"])


@register.filter
def count(value: object) -> str:
    """12,345; unknown is a dash, never 0."""
    return numbers.UNKNOWN if value is None or value == "" else numbers.count(float(str(value)))


@register.simple_tag(takes_context=True)
def percent(context: Context, value: object) -> str:
    """45 % of a share 0..1; unknown is a dash."""
    return numbers.UNKNOWN if value is None or value == "" else numbers.share(float(str(value)), context["lang"])


@register.filter
def size(value: object) -> str:
    """Bytes as B, KB, MB or GB (powers of 1000)."""
    number = float(str(value or 0))
    for unit in ("B", "KB", "MB"):
        if number < 1000:
            return f"{number:,.0f} {unit}"
        number /= 1000
    return f"{number:,.1f} GB"


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of our own sprite, hidden from screen readers: words beside it say what it means."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', static("common/icons.svg"), name
    )


def _as_date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return datetime.fromisoformat(str(value)).date()
    except ValueError:
        return None
