"""Kills -9 amid a payment run, and what is left: `python -m tests.portal.programmes.kills.killing KILLS ROWS`."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import Any

LIMIT = 300.0


def main(n_kills: int, n_rows: int) -> None:
    """Bring a statement of so many payments, kill who enters it, let it be taken up again, count."""
    from jialing.portal.prepare import set_up

    set_up()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    brought = _brought(n_rows)
    at_kills = [_killed_at(n * n_rows // (n_kills + 1)) for n in range(1, n_kills + 1)]
    subprocess.run([sys.executable, "-m", "tests.portal.programmes.kills.payer"], check=True)
    print(json.dumps({"at_kills": at_kills, **_left(brought)}))


def _brought(n_rows: int) -> Any:
    """Instructions of 1, 2, 3 ... fen, and the treasury's statement that pays them all."""
    from jialing.portal.programmes.actions.posting import Transfer, post
    from jialing.portal.programmes.models import Order, OrderLine, TreasuryStatement
    from tests.portal.programmes.factory import DAY, event, moved, pot

    of = pot()
    for kind in ("pledge", "reservation", "award"):
        moved(kind, of.chongqing, n_rows * n_rows, of=of)
    rows = []
    for n in range(1, n_rows + 1):
        transfer = Transfer(of.chongqing, n, project="P", party=of.party)
        entry = post("instruction", [transfer], event(), programme=of.programme)
        order = Order.objects.create(
            programme=of.programme, funder=of.chongqing.funder, kind="instruction", on=DAY, key=f"o{n}", state="posted",
            entry=entry,
        )  # fmt: skip
        OrderLine.objects.create(order=order, line=of.chongqing, units=n, project="P", party=of.party)
        rows.append([n + 1, f"V{n}", DAY.isoformat(), order.public_id, "Winner", n, None])
    TreasuryStatement.objects.create(programme=of.programme, digest="x", rows=rows)
    return of


def _killed_at(wanted: int) -> int:
    """Kill who enters payments once so many are there; how many were there then."""
    from jialing.portal.programmes.models import Entry

    child = subprocess.Popen([sys.executable, "-m", "tests.portal.programmes.kills.payer"])
    until = time.monotonic() + LIMIT
    while Entry.objects.filter(kind="payment").count() < wanted and time.monotonic() < until:
        if child.poll() is not None:
            raise SystemExit(f"payer ended by itself: {child.returncode}")
        time.sleep(0.002)
    child.kill()
    child.wait()
    return Entry.objects.filter(kind="payment").count()


def _left(of: Any) -> dict[str, Any]:
    from jialing.portal.common.models import AuditRecord
    from jialing.portal.programmes.models import Entry, TreasuryStatement
    from jialing.portal.programmes.queries.checking import faults
    from jialing.portal.programmes.queries.statements import stage_units

    kept = TreasuryStatement.objects.get()
    return {
        "state": kept.state,
        "different": sum(row[6] not in ("", "known") for row in kept.rows),
        "payments": Entry.objects.filter(kind="payment").count(),
        "orders_paid": Entry.objects.filter(kind="payment").values("carries_out").distinct().count(),
        "audited": AuditRecord.objects.filter(code="entry.paid").count(),
        "paid": stage_units(of.programme)["paid"],
        "faults": len(faults(of.programme)),
    }


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
