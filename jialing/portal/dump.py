"""`python -m jialing.portal.dump save|load FOLDER`: the database into a folder, and back (see `jialing backup`).

Answers one line of JSON: what was saved or loaded, or an error's code and params for the command line to word.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jialing.errors import InputError, JialingError, SourceError


def main(argv: Sequence[str] | None = None) -> int:
    """Save or load. The exit code is that of the error's kind."""
    asked = _arguments(argv)
    try:
        answer = _answer(asked)
    except JialingError as error:
        params = {name: str(value) for name, value in error.params.items()}
        answer = {"error": error.code, "params": params, "kind": type(error).__name__}
        sys.stdout.write(json.dumps(answer) + "\n")
        return error.exit_code
    sys.stdout.write(json.dumps(answer) + "\n")
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="jialing.portal.dump")
    parser.add_argument("act", choices=("save", "load"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--force", action="store_true")
    return parser.parse_args(argv)


def _answer(asked: argparse.Namespace) -> dict[str, Any]:
    from jialing.portal.prepare import set_up

    set_up()
    from django.db import connection

    from jialing.portal import dumping

    engine = dumping.engine_of(connection)
    if asked.act == "save":
        return {"engine": engine.name, "migrations": dumping.migrations(connection), **engine.save(asked.folder)}
    said = json.loads((asked.folder / "about.json").read_text(encoding="utf-8"))
    if said["engine"] != engine.name:
        raise InputError("backup.other_database", made=said["engine"], here=engine.name)
    dumping.require_known(said["migrations"])
    engine.require_free(is_forced=asked.force)
    found = engine.load(asked.folder)
    if found != {name: said[name] for name in found}:
        raise SourceError("backup.rows_differ", tables=", ".join(dumping.differing(said, found)))
    return {"engine": engine.name, **found}


if __name__ == "__main__":
    sys.exit(main())
