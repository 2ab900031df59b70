"""The portal, asked by name in a process of its own: the two doors never import each other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from jialing import errors


def ask_portal(module: str, *arguments: str, data: Path, failed: str) -> dict[str, Any]:
    """The last line that ``jialing.portal.<module>`` prints, read as JSON; its errors are raised.

    Raises SourceError ``failed`` where it said nothing of the kind.
    """
    line = [sys.executable, "-m", f"jialing.portal.{module}", *arguments]
    env = {**os.environ, "JIALING_DATA": str(data.absolute())}
    ran = subprocess.run(line, env=env, stdout=subprocess.PIPE, text=True, check=False)
    try:
        answer: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    except (ValueError, IndexError):
        raise errors.SourceError(failed) from None
    if "error" in answer:
        raise getattr(errors, answer["kind"])(answer["error"], **answer["params"])
    return answer
