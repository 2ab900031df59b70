"""`{% cell one %}`: a cell of a table. A list has hundreds: written here, not by a template included for each."""

from __future__ import annotations

from django import template
from django.template.context import Context
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from jialing.base.phrases import phrase
from jialing.portal.registry.lists.cells import Cell

register = template.Library()


@register.simple_tag(takes_context=True)
def cell(context: Context, one: Cell) -> SafeString:
    """The cell as ``<td>``: all that it holds is escaped here."""
    other = f'<span class="other-name">{escape(one.other)}</span>' if one.other else ""
    number = ' class="n"' if one.is_number else ""
    return mark_safe(f"<td{number}>{_inside(one, context['lang'])}{other}</td>")  # noqa: S308 - each part is escaped


def _inside(one: Cell, lang: str) -> str:
    if one.is_hidden:
        said = escape(phrase("registry.hidden", lang))
        return f'<span class="quiet" title="{said}">·<span class="unseen">{said}</span></span>'
    return f'<a href="{escape(one.url)}">{escape(one.text)}</a>' if one.url else escape(one.text)
