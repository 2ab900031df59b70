"""The Typer application, and the one place where an error becomes a line and an exit code."""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from jialing import __version__
from jialing.base.phrases import phrase
from jialing.cli.commands import add_commands
from jialing.cli.session import language, wants_json
from jialing.errors import InputError, JialingError, WrongState

app = typer.Typer(
    name="jialing",
    help="An open workbench for cities that innovate together. 城市协同创新的开放工作台。",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
add_commands(app)


def _say_version(is_asked: bool) -> None:
    if is_asked:
        print(f"jialing {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    is_version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Say the version. 显示版本。")
    ] = False,
) -> None:
    """An open workbench for cities that innovate together. 城市协同创新的开放工作台。"""


OF_SYSTEM = {
    "cli.not_permitted": {errno.EACCES, errno.EPERM, errno.EROFS},
    "cli.disk_full": {errno.ENOSPC, errno.EDQUOT, errno.EFBIG},
    "cli.wrong_kind": {errno.ENOTDIR, errno.EISDIR, errno.EEXIST},
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code (0 fine, 2 to 7 by kind of error, 130 interrupted)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        outcome = app(args=arguments, standalone_mode=False, prog_name="jialing")
    except JialingError as error:
        return _tell(error, arguments)
    except (KeyboardInterrupt, typer.Abort):
        print(phrase("cli.interrupted", language()), file=sys.stderr)
        return 130
    except typer.Exit as stop:
        if isinstance(stop.__cause__, KeyboardInterrupt):  # Typer turns Ctrl-C into an exit of its own
            print(phrase("cli.interrupted", language()), file=sys.stderr)
        return int(stop.exit_code)
    except BrokenPipeError:
        return _gone()
    except OSError as error:
        return _tell(of_system(error), arguments)
    except Exception as error:
        if _is_usage(error):
            print(error.format_message(), file=sys.stderr)  # type: ignore[attr-defined]
            print(phrase("cli.usage", language(), command=_command_of(error)), file=sys.stderr)
            return 2
        raise
    return int(outcome) if isinstance(outcome, int) else 0


def of_system(error: OSError) -> JialingError:
    """What a file system says of a path that was given at the prompt; anything else is our bug and rises."""
    path = error.filename2 or error.filename
    code = next((code for code, numbers in OF_SYSTEM.items() if error.errno in numbers), None)
    if code is None or path is None:
        raise error
    kind = InputError if code == "cli.wrong_kind" else WrongState
    return kind(code, path=str(path))


def _gone() -> int:
    """Who read our output wants no more (``| head``): an exit as shells know it, and no complaint of Python's."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 128 + signal.SIGPIPE


def _is_usage(error: Exception) -> bool:
    """Typer's own words about wrong arguments (its click is internal, so known by method, not by class)."""
    return hasattr(error, "format_message") and hasattr(error, "exit_code")


def _command_of(error: Exception) -> str:
    """The command whose --help explains, as typed."""
    context = getattr(error, "ctx", None)
    return str(getattr(context, "command_path", "") or "jialing")


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
