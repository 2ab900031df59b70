"""`{% field form "email" %}`: a form's field with our words, its hint, and what is wrong with it."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, Form
from django.template.context import Context
from django.utils.safestring import SafeString

from jialing.base.phrases import catalogue, phrase
from jialing.portal.accounts.models import User
from jialing.portal.accounts.places import known_places

register = template.Library()


@register.inclusion_tag("accounts/components/field.html", takes_context=True)
def field(context: Context, form: Form, name: str, code: str = "") -> dict[str, Any]:
    """The field ``name``; its label is the phrase ``field.<code>`` (else its name's), its hint ``..._hint``."""
    bound, lang = form[name], context["lang"]
    words = f"field.{code or name}"
    hint = phrase(f"{words}_hint", lang) if f"{words}_hint" in catalogue() else ""
    return {
        "lang": lang,
        "label": phrase(words, lang),
        "hint": hint,
        "errors": bound.errors,
        "id": bound.id_for_label,
        "is_mark": isinstance(bound.field.widget, CheckboxInput),
        "widget": _widget(bound, has_hint=bool(hint)),
    }


@register.simple_tag(takes_context=True)
def place(context: Context, place_id: str) -> str:
    """The name of a jurisdiction in the page's language; an id that the shipped places do not have, as it is."""
    found = known_places().get(place_id)
    return found[0 if context["lang"] == "en" else 1] if found else place_id


@register.filter
def name_in(user: User, lang: str) -> str:
    """A person's name in a language."""
    return user.name_in(lang)


def _widget(bound: BoundField, *, has_hint: bool) -> SafeString:
    """The input, tied to its hint and errors for those who listen to the page."""
    bound.field.widget.attrs.pop("placeholder", None)
    told = [
        f"{bound.id_for_label}-{part}" for part, is_there in (("hint", has_hint), ("error", bound.errors)) if is_there
    ]
    attrs: dict[str, Any] = {"aria-describedby": " ".join(told)} if told else {}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return bound.as_widget(attrs=attrs)
