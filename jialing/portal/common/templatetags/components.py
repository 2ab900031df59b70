"""Tags of the components."""

from __future__ import annotations

from django import template
from django.template.context import Context
from django.urls import reverse

register = template.Library()


@register.simple_tag(takes_context=True)
def go(context: Context, name: str, *args: str) -> str:
    """An address of ours that keeps the reader's scope."""
    path = reverse(name, args=args)
    query = context.get("scope_query", "")
    return f"{path}?{query}" if query else path
