"""The Typer application, and the one place where an error becomes a line and an exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

import typer

from jialing.base.phrases import phrase
from jialing.cli.commands import add_commands
from jialing.cli.session import language, wants_json
from jialing.errors import JialingError

app = typer.Typer(
    name="jialing",
    help="An open workbench for cities that innovate together. 城市协同创新的开放工作台。",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
add_commands(app)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code (0 fine, 2 to 7 by kind of error, 130 interrupted)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        outcome = app(args=arguments, standalone_mode=False)
    except JialingError as error:
        return _tell(error, arguments)
    except (KeyboardInterrupt, typer.Abort):
        print(phrase("cli.interrupted", language()), file=sys.stderr)
        return 130
    except typer.Exit as stop:
        return int(stop.exit_code)
    except Exception as error:
        if _is_usage(error):
            print(error.format_message(), file=sys.stderr)  # type: ignore[attr-defined]
            return 2
        raise
    return int(outcome) if isinstance(outcome, int) else 0


def _is_usage(error: Exception) -> bool:
    """Typer's own words about wrong arguments (its click is internal, so known by method, not by class)."""
    return hasattr(error, "format_message") and hasattr(error, "exit_code")


def _tell(error: JialingError, arguments: Sequence[str]) -> int:
    said = phrase(_code(error), language(), **error.params)
    if wants_json(arguments):
        print(json.dumps({"error": error.code, "message": said, "params": _plain(error.params)}, ensure_ascii=False))
    print(phrase("cli.error", language(), message=said), file=sys.stderr)
    return error.exit_code


def _code(error: JialingError) -> str:
    return error.code if error.code.startswith("error.") else f"error.{error.code}"


def _plain(params: dict[str, object]) -> dict[str, object]:
    return {k: v if isinstance(v, str | int | float | bool | None) else str(v) for k, v in params.items()}
