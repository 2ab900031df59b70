"""Small facts that a data folder remembers between builds: never needed for a right result, only for a fast one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jialing.lake.durable import told_plainly, write_whole


class Notes:
    """JSON objects by name. One that is missing or damaged is empty."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> dict[str, Any]:
        try:
            found = json.loads((self._folder / f"{name}.json").read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def write(self, name: str, content: dict[str, Any]) -> None:
        """Raises WrongState ``lake.disk_full`` or ``lake.no_permission``."""
        with told_plainly(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
        write_whole(self._folder / f"{name}.json", json.dumps(content, ensure_ascii=True).encode())
