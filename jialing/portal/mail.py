"""How mail leaves: by a server named in one address, or into a folder at one's own desk."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from jialing.errors import InputError

_PORTS = {"smtp": 587, "smtps": 465}


def mail(url: str, data: Path) -> dict[str, Any]:
    """Django's settings for mail.

    Parameters
    ----------
    url : ``smtp://user:password@host:port`` (STARTTLS), ``smtps://...`` (TLS from the start), ``""`` (files)
    data : folder of the lake; mails are written below ``portal/mail``

    Raises
    ------
    InputError
        ``portal.mail_url`` where the address has another scheme or no host. The address itself is never repeated: it
        holds a password.
    """
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": data / "portal" / "mail",
        }
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise InputError("portal.mail_url", scheme=parts.scheme or "-")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or _PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.hostname not in {"localhost", "127.0.0.1"},
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
