"""Whether demo accounts are offered at all."""

from __future__ import annotations

from django.conf import settings

from jialing.atlas import is_invented
from jialing.errors import NotAllowed
from jialing.portal.common.loopback import listens_locally


def is_on() -> bool:
    """Whether they are: wanted, nobody else can reach the portal, and what is published is invented."""
    return settings.DEMO != "off" and listens_locally() and is_invented(settings.DATA)


def require_on() -> None:
    """Raises NotAllowed ``portal.demo_not_here`` where demo accounts are not offered."""
    if not is_on():
        raise NotAllowed("portal.demo_not_here")
