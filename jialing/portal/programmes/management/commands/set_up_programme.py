"""`manage.py set_up_programme FILE`: a joint programme with its funders and budget lines, from a TOML file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jialing.base.phrases import phrase
from jialing.errors import JialingError
from jialing.portal.programmes.actions.setting_up import set_up_programme


class Command(BaseCommand):
    """Set up a programme; prints its public id."""

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and whether what it says is invented."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--invented", action="store_true")

    def handle(self, *_: Any, **options: Any) -> None:
        """Read the file and set the programme up."""
        try:
            text = options["file"].read_text(encoding="utf-8")
            programme = set_up_programme(text, by="command", is_invented=options["invented"])
        except OSError as error:
            raise CommandError(str(error)) from error
        except JialingError as error:
            raise CommandError(phrase(f"error.{error.code}", "en", **error.params)) from error
        self.stdout.write(programme.public_id)
