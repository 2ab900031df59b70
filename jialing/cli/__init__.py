"""The command-line door: `jialing ...`. Thin: each command is one file that words what the engine answers."""

from jialing.cli.app import main

__all__ = ["main"]
