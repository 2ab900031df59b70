"""The portal's secret key: given in production, kept in the data folder at one's own desk."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from jialing.errors import WrongState

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "testserver"})


def is_desk(allowed_hosts: Sequence[str]) -> bool:
    """True where only this machine can reach the portal."""
    return all(host in LOOPBACK for host in allowed_hosts)


def secret_key(given: str, *, allowed_hosts: Sequence[str], is_debug: bool, data: Path) -> str:
    """The key to sign with: the one given, else the desk's own, else a passing one while nobody serves.

    Raises
    ------
    WrongState
        ``portal.secret_key_missing`` where others can reach the portal and no key is given.
    """
    if given:
        return given
    if not (is_debug or is_desk(allowed_hosts)):
        raise WrongState("portal.secret_key_missing")
    kept = _path(data)
    return kept.read_text(encoding="ascii").strip() if kept.exists() else secrets.token_urlsafe(50)


def demo_mode(given: str, *, allowed_hosts: Sequence[str], serve_host: str) -> str:
    """Whether demo accounts may be offered: ``auto``, ``on`` or ``off``.

    Raises
    ------
    WrongState
        ``portal.demo_in_production`` where they are asked for (``on``) and others can reach the portal.
    """
    is_open = not is_desk(allowed_hosts) or (serve_host not in LOOPBACK | {"", "::1"})
    if given == "on" and is_open:
        raise WrongState("portal.demo_in_production")
    return "off" if is_open else given


def keep_desk_key(data: Path) -> None:
    """Write a key into the data folder, readable by its owner only, unless one is there."""
    path = _path(data)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))


def _path(data: Path) -> Path:
    return data / "portal" / "secret-key"
