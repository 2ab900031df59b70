"""`{% cell one %}`, `{% body_rows rows opens %}`, `{% options choice %}`: a list has hundreds of cells and options.

They are written here, not by a template that runs for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from jialing.base.phrases import phrase
from jialing.portal.registry.lists.cells import Cell
from jialing.portal.registry.views.choices import Choice

register = template.Library()


@register.simple_tag(takes_context=True)
def cell(context: Context, one: Cell) -> SafeString:
    """The cell as ``<td>``: all that it holds is escaped here."""
    return mark_safe(_cell(one, context["lang"]))  # noqa: S308 - each part is escaped


@register.simple_tag(takes_context=True)
def body_rows(context: Context, rows: Iterable[tuple[str, Sequence[Cell]]], opens: bool) -> SafeString:
    """Rows (where each leads, its cells) as ``<tr>``; ``opens``: with a last cell that leads there."""
    lang = context["lang"]
    said = escape(phrase("registry.open", lang))
    written = (
        f"<tr>{''.join(_cell(one, lang) for one in cells)}{_opening(url, said) if opens else ''}</tr>\n"
        for url, cells in rows
    )
    return mark_safe("".join(written))  # noqa: S308 - each part is escaped


@register.simple_tag
def options(choice: Choice) -> SafeString:
    """What can be chosen, as ``<option>``, the chosen one marked."""
    written = (
        f'<option value="{escape(value)}"{" selected" if value == choice.chosen else ""}>{escape(label)}</option>'
        for value, label in choice.options
    )
    return mark_safe("".join(written))  # noqa: S308 - each part is escaped


def _cell(one: Cell, lang: str) -> str:
    other = f'<span class="other-name">{escape(one.other)}</span>' if one.other else ""
    number = ' class="n"' if one.is_number else ""
    return f"<td{number}>{_inside(one, lang)}{other}</td>"


def _inside(one: Cell, lang: str) -> str:
    if one.is_hidden:
        said = escape(phrase("registry.hidden", lang))
        return f'<span class="quiet" title="{said}">·<span class="unseen">{said}</span></span>'
    return f'<a href="{escape(one.url)}">{escape(one.text)}</a>' if one.url else escape(one.text)


def _opening(url: str, said: str) -> str:
    if not url:
        return '<td class="go"></td>'
    way = f'<span class="unseen">{said}</span><span aria-hidden="true">→</span>'
    return f'<td class="go"><a href="{escape(url)}" title="{said}">{way}</a></td>'
