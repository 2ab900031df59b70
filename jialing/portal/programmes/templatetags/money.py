"""`{% of line.sent part %}`, `{% fault_of line part as fault %}`: what was typed under a name that the page only knows
when it runs.
"""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from jialing.errors import JialingError
from jialing.portal.programmes.forms.orders import TypedLine

register = template.Library()


@register.simple_tag
def of(sent: Mapping[str, str], name: str) -> str:
    """What was typed there, '' for nothing."""
    return sent.get(name, "")


@register.simple_tag
def fault_of(line: TypedLine, name: str) -> JialingError | None:
    """What is wrong there, None for nothing."""
    return line.faults.get(name)
