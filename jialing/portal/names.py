"""`python -m jialing.portal.names FILE`: what the resolver learns from the registry (see `jialing registry`).

Answers one line of JSON: what was written, or an error's code and params for the command line to word.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jialing.errors import JialingError, WrongState

TABLE = "registry.names"
"""What the first line says; ``sources/portal`` knows the file by it."""


def main(argv: Sequence[str] | None = None) -> int:
    """Write the file. The exit code is that of the error's kind."""
    (file,) = sys.argv[1:] if argv is None else argv
    try:
        answer: dict[str, Any] = _answer(Path(file))
    except JialingError as error:
        params = {name: str(value) for name, value in error.params.items()}
        answer = {"error": error.code, "params": params, "kind": type(error).__name__}
        sys.stdout.write(json.dumps(answer) + "\n")
        return error.exit_code
    sys.stdout.write(json.dumps(answer) + "\n")
    return 0


def _answer(file: Path) -> dict[str, Any]:
    from jialing.portal.prepare import set_up

    set_up()
    from jialing.portal.migrated import is_migrated

    if not is_migrated():
        raise WrongState("registry.not_prepared")
    return write(file, on=date.today())


def write(file: Path, *, on: date) -> dict[str, Any]:
    """Write what the registry tells the resolver, whole or not at all; how many lines and names of each sort."""
    from django.db import transaction

    from jialing.portal.registry.queries.feed import LOCAL, any_invented, told_to_resolver

    with transaction.atomic(), tempfile.NamedTemporaryFile("wb", dir=file.parent, delete=False) as aside:
        try:
            counts = {"n_organisations": 0, "n_known": 0, "n_names": 0}
            said = {"table": TABLE, "made_on": on.isoformat(), "is_invented": any_invented()}
            aside.write(_line(said))
            for told in told_to_resolver():
                counts["n_organisations" if told["org_id"].startswith(LOCAL) else "n_known"] += 1
                counts["n_names"] += len(told["names"])
                aside.write(_line(told))
            aside.flush()
            os.fsync(aside.fileno())
            Path(aside.name).replace(file)
        except BaseException:
            Path(aside.name).unlink(missing_ok=True)
            raise
    return {"path": str(file), **counts}


def _line(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"


if __name__ == "__main__":
    raise SystemExit(main())
