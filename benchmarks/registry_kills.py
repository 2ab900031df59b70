"""kill -9 of web and worker, 30 times in all, amid writes, imports and merges, on both databases.

`python -m benchmarks registry_kills` writes benchmarks/results/registry_kills.json.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.searching.databases import fresh
from tests.portal.importing.test_kills import NOTHING, left_after_kills

RESULTS = Path(__file__).parent / "results" / "registry_kills.json"
N_KILLS, N_ROWS = 30, 1_000
VENDORS = ("sqlite", "postgresql")


def main() -> None:
    """Both databases one after the other, or the one named."""
    found: dict[str, Any] = {vendor: _left(vendor) for vendor in sys.argv[1:] or VENDORS}
    found["machine"] = {"load_average": round(os.getloadavg()[0], 1), "cores": os.cpu_count()}
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))


def _left(vendor: str) -> dict[str, Any]:
    with fresh(vendor) as url, tempfile.TemporaryDirectory() as folder:
        left = left_after_kills(Path(folder), N_KILLS, N_ROWS, JIALING_DATABASE_URL=url)
    return {"is_whole": all(left[name] == 0 for name in NOTHING), **left}


if __name__ == "__main__":
    main()
