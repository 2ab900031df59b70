"""What is written into logs: who answered what how fast, and where it broke; never what a person wrote or is.

Text of a log line may hold a path with a token, a host that somebody made up, an e-mail address out of a database's
complaint. So no text that was filled with values is ever written, only codes, named numbers, names of classes and
places in the code. ``JIALING_DEBUG`` shows everything, at one's own desk.
"""

from __future__ import annotations

import json
import logging
import re
import signal
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

FIELDS = ("method", "route", "status", "ms", "roles", "job", "kind", "attempt", "status_code")
"""Particulars of a line that may be written; each is one of few values, or a number, or an id of ours."""
_CODE = re.compile(r"[a-z][a-z0-9_.]{0,60}")
_FRAMES = 12
_SIGNALS = frozenset(signal.Signals.__members__)


class LineFormatter(logging.Formatter):
    """One line for a person: time, level, logger, request, code, particulars; then where it broke."""

    def format(self, record: logging.LogRecord) -> str:
        told = safe(record)
        head = [told.pop(name) for name in ("time", "level", "logger", "request_id")]
        event, frames = told.pop("event", ""), told.pop("frames", [])
        rest = [f"{name}={value}" for name, value in told.items()]
        return "\n    ".join([" ".join(part for part in (*head, event, *rest) if part), *frames])


class JsonFormatter(logging.Formatter):
    """The same as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(safe(record), ensure_ascii=False)


class EventFilter(logging.Filter):
    """Keep the event before other filters fill the message."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.event = _event(record)
        return True


def safe(record: logging.LogRecord) -> dict[str, Any]:
    """What of a record may be written.

    ``event`` is a code, or the template of a library's message with nothing filled in; a message that came filled is
    left out, and ``where`` tells which line of code wrote it.
    """
    told: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "request_id": getattr(record, "request_id", "-"),
        "event": getattr(record, "event", None) or _event(record),
        "where": f"{record.module}:{record.funcName}:{record.lineno}",
    }
    told |= {name: value for name in FIELDS if (value := getattr(record, name, None)) is not None}
    if record.exc_info and record.exc_info[1] is not None:
        told["errors"] = [_class(error) for error in _chain(record.exc_info[1])]
        told["frames"] = list(_frames(record.exc_info[2]))
    return told


def logging_settings(kind: str, *, is_debug: bool) -> dict[str, Any]:
    """Django's LOGGING. ``json`` writes each request and job too; ``line`` only what somebody should look at."""
    formatters: dict[str, Any] = {
        "line": {"()": "jialing.portal.logs.LineFormatter"},
        "json": {"()": "jialing.portal.logs.JsonFormatter"},
        "all": {"format": "%(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s"},
    }
    chosen = "all" if is_debug else kind
    handler = {"class": "logging.StreamHandler", "formatter": chosen, "filters": ["request_id", "event", "no_secrets"]}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "request_id": {"()": "jialing.portal.common.middleware.request_id.RequestIdFilter"},
            "event": {"()": "jialing.portal.logs.EventFilter"},
            "no_secrets": {"()": "jialing.portal.common.redaction.RedactionFilter"},  # for debug, which writes text
        },
        "formatters": formatters,
        "handlers": {"stderr": handler},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {"jialing": {"level": "INFO" if kind == "json" else "WARNING"}},
    }


def _event(record: logging.LogRecord) -> str:
    """A code; or a template, filled only where each value is a whole number or a signal's name."""
    said = record.msg if isinstance(record.msg, str) else ""
    if not record.args or "%" not in said:
        return said if _CODE.fullmatch(said) else ""
    return record.getMessage() if _says_nobody(record.args) else said


def _says_nobody(values: object) -> bool:
    """Whether values can hold nothing that anybody wrote."""
    return isinstance(values, tuple) and all(isinstance(v, int) or v in _SIGNALS for v in values)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _class(error: BaseException) -> str:
    """Its class; of an error of our tree also the code, whose parameters stay out."""
    code = getattr(error, "code", "")
    named = f" {code}" if isinstance(code, str) and _CODE.fullmatch(code) else ""
    return f"{type(error).__module__}.{type(error).__qualname__}{named}"


def _frames(raised: TracebackType | None) -> Iterator[str]:
    """The innermost calls as module:function:line. Source lines would do no harm, values would."""
    for frame, line in list(traceback.walk_tb(raised))[-_FRAMES:]:
        yield f"{frame.f_globals.get('__name__', '?')}:{frame.f_code.co_name}:{line}"
