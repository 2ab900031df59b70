"""`{% demo_people as people %}`: who can be tried out on the sign-in page; nobody outside the demo."""

from __future__ import annotations

from django import template

from jialing.portal.accounts import demo, demo_mode
from jialing.portal.accounts.demo import DemoPerson

register = template.Library()


@register.simple_tag
def demo_people() -> tuple[DemoPerson, ...]:
    return demo.PEOPLE if demo_mode.is_on() else ()
