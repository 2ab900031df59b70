"""Rows that are added and never changed."""

from __future__ import annotations

from typing import Any, NoReturn

from jialing.portal.common.records import Row


class Added(Row):
    """Base of what is added and never changed; where money hangs on it the database refuses too (migration 0002)."""

    class Meta:
        abstract = True

    def save(self, **options: Any) -> None:
        """Add the row. A second time is our bug: TypeError."""
        if self.pk is not None:
            self._refuse()
        super().save(**options)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Nothing is taken out: TypeError."""
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise TypeError(f"rows of {type(self).__name__} are never changed")
