"""What `manage.py check` says about accounts: what would let strangers in, or leave people out."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from jialing.base.phrases import phrase
from jialing.errors import WrongState
from jialing.portal.secret import demo_mode

FILES = "django.core.mail.backends.filebased.EmailBackend"


@register("accounts")
def check_accounts(app_configs: Any = None, **_: Any) -> list[CheckMessage]:  # noqa: ARG001 - Django names it
    """The demo where others reach the portal; links in mails that a request could choose; no way for mails to leave."""
    found: list[CheckMessage] = []
    if _is_demo_open():
        found.append(Error(_words("demo_in_production"), id="accounts.E001"))
    if not settings.PUBLIC_ADDRESS and any(host.startswith((".", "*")) for host in settings.ALLOWED_HOSTS):
        found.append(Error(_words("any_host"), id="accounts.E002"))
    if not settings.IS_DESK and settings.EMAIL_BACKEND == FILES:
        found.append(Warning(_words("mail_missing"), id="accounts.W001"))
    return found


def _is_demo_open() -> bool:
    try:
        demo_mode(settings.CONFIG.demo, allowed_hosts=settings.ALLOWED_HOSTS, serve_host=settings.SERVE_HOST)
    except WrongState:
        return True
    return False


def _words(code: str) -> str:
    return phrase(f"error.portal.{code}", "zh" if settings.CONFIG.language.startswith("zh") else "en")
