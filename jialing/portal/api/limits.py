"""How many requests in a minute: counted for all workers of this machine together, beside the database.

The counts stand in a small file of their own, so that reading never waits for somebody who writes records, and a full
minute of counts may be lost with the machine without harm.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

WINDOW = 60
_local = threading.local()


@dataclass(frozen=True)
class Allowance:
    """What is left of a limit: requests in this window, and seconds to the next."""

    limit: int
    left: int
    seconds: int
    policy: str

    @property
    def is_spent(self) -> bool:
        return self.left < 0

    @property
    def headers(self) -> dict[str, str]:
        """``RateLimit`` and ``RateLimit-Policy`` (draft-ietf-httpapi-ratelimit-headers), ``Retry-After`` when spent."""
        said = {
            "RateLimit-Policy": f'"{self.policy}";q={self.limit};w={WINDOW}',
            "RateLimit": f'"{self.policy}";r={max(0, self.left)};t={self.seconds}',
        }
        return said | ({"Retry-After": str(self.seconds)} if self.is_spent else {})


def spend(policy: str, who: str, now: float, *, limit: int | None = None) -> Allowance:
    """Count one request of somebody (a token, an address) under a policy of ``settings.API_LIMITS``."""
    most = settings.API_LIMITS[policy] if limit is None else limit
    window = int(now) // WINDOW
    n = _counted(f"{policy}:{hashlib.sha256(who.encode()).hexdigest()[:24]}", window)
    return Allowance(most, most - n, WINDOW - int(now) % WINDOW, policy)


def _counted(key: str, window: int) -> int:
    """How many were counted in this window, this one among them; 1 where the file cannot be written just now."""
    with suppress(sqlite3.Error, OSError):
        db = _open()
        row = db.execute(
            "insert into counts(key, win, n) values (?, ?, 1) "
            "on conflict(key) do update set n = case when win = excluded.win then n + 1 else 1 end, win = excluded.win "
            "returning n",
            (key, window),
        ).fetchone()
        if row[0] == 1 and window % 10 == 0:
            db.execute("delete from counts where win < ?", (window - 10,))
        return int(row[0])
    return 1


def _open() -> sqlite3.Connection:
    path = Path(settings.DATA) / "portal" / "limits.sqlite3"
    wanted = (os.getpid(), path)
    if getattr(_local, "opened", None) != wanted:
        path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, timeout=1, isolation_level=None)
        db.execute("pragma journal_mode=wal")
        db.execute("pragma synchronous=off")
        db.execute("create table if not exists counts(key text primary key, win integer, n integer) without rowid")
        _local.db, _local.opened = db, wanted
    found: sqlite3.Connection = _local.db
    return found
