"""Parts of pages, kept in the worker's memory by what they were made from.

Keys hold the lake's version: nothing has to be thrown out because it became wrong, only because there is no room.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from django.conf import settings


class PartCache:
    """Least recently used parts (bytes) up to a total size. Safe for threads; two may make the same part at once."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._parts: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = Lock()

    def get_or_make(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """The part kept under the key, else the one made now."""
        with self._lock:
            if key in self._parts:
                self._parts.move_to_end(key)
                return self._parts[key]
        made = make()
        with self._lock:
            if key not in self._parts:
                self._parts[key] = made
                self._size += len(made)
            while self._size > self._limit:
                _, oldest = self._parts.popitem(last=False)
                self._size -= len(oldest)
        return made

    def clear(self) -> None:
        with self._lock:
            self._parts.clear()
            self._size = 0


parts = PartCache(settings.PAGE_CACHE_BYTES)
