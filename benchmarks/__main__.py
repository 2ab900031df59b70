"""`python -m benchmarks [NAME ...] [--list]`: each writes benchmarks/results/NAME.json and prints a table."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

HERE = Path(__file__).parent
NOT_ALONE = {"__init__", "__main__", "portal_server", "results", "watch"}


def names() -> list[str]:
    return sorted(p.stem for p in HERE.glob("*.py") if p.stem not in NOT_ALONE)


def main(arguments: list[str]) -> int:
    if "--list" in arguments:
        print("\n".join(names()))
        return 0
    for name in arguments or names():
        print(f"== {name}", flush=True)
        sys.argv = [name]
        runpy.run_module(f"benchmarks.{name}", run_name="__main__")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
