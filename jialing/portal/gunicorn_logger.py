"""Gunicorn's own lines in our form: it would write addresses of readers and requests as they were typed."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from jialing.config import Config
from jialing.portal.logs import JsonFormatter, LineFormatter


class PlainLogger(Logger):
    """Named in gunicorn's configuration as ``logger_class``."""

    def setup(self, cfg: Any) -> None:
        """Set gunicorn's handlers up, each with our formatter."""
        super().setup(cfg)
        formatter = JsonFormatter() if Config().log == "json" else LineFormatter()
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            handler.setFormatter(formatter)
