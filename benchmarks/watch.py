"""Run a command and watch it: wall and CPU seconds, peak memory of the whole process tree; write results as JSON."""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
EVERY = 0.25


@dataclass(frozen=True)
class Run:
    """One run: seconds, and MiB as the sum of proportional set sizes over the tree (shared pages counted once)."""

    command: str
    wall_s: float
    cpu_s: float
    peak_mib: float
    code: int
    output: str


def watch(command: Sequence[str], *, env: Mapping[str, str] | None = None, cwd: Path | None = None) -> Run:
    """Run ``command`` to its end and measure it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **(env or {})}, cwd=cwd)
    peak = _Peak(child.pid)
    output, _ = child.communicate()
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(" ".join(command), round(wall, 2), round(cpu, 2), round(peak.stop(), 1), child.returncode, output)


class _Peak:
    """Samples the memory of a process and all that descend from it."""

    def __init__(self, pid: int) -> None:
        self._pid, self._peak, self._is_on = pid, 0.0, True
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        self._is_on = False
        self._thread.join()
        return self._peak

    def _sample(self) -> None:
        while self._is_on:
            self._peak = max(self._peak, sum(_pss_mib(pid) for pid in _tree(self._pid)))
            time.sleep(EVERY)


def _tree(root: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError):
                continue
            children.setdefault(parent, []).append(int(entry.name))
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting.extend(children.get(pid, []))
    return found


def _pss_mib(pid: int) -> float:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def write(name: str, rows: object, **notes: object) -> Path:
    """Write results/NAME.json with the machine, the day and the command that made it."""
    RESULTS.mkdir(exist_ok=True)
    made = {
        "benchmark": name,
        "made_by": f"python -m benchmarks {name}",
        "on": date.today().isoformat(),
        "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "system": platform.machine()},
        **notes,
        "rows": rows,
    }
    path = RESULTS / f"{name}.json"
    path.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def table(rows: Sequence[Mapping[str, object]]) -> str:
    """Rows as an aligned text table."""
    if not rows:
        return "(nothing measured)"
    heads = list(rows[0])
    cells = [heads, *[[str(row.get(h, "")) for h in heads] for row in rows]]
    widths = [max(len(line[i]) for line in cells) for i in range(len(heads))]
    return "\n".join("  ".join(cell.rjust(w) for cell, w in zip(line, widths, strict=True)) for line in cells)
