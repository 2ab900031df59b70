"""Logs tell what happened, and nothing that a person wrote, is or holds."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.test import Client

from jialing.errors import InputError
from jialing.portal.common.middleware.request_id import RequestIdFilter
from jialing.portal.logs import JsonFormatter, LineFormatter

TOKEN = "planted7f3a"
Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture(params=[JsonFormatter, LineFormatter])
def written(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """All that is logged at any level."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(request.param())
    handler.addFilter(RequestIdFilter())
    named = [logging.getLogger(name) for name in ("", "jialing", "django", "django.request", "django.security")]
    levels = [one.level for one in named]
    for one in named:
        one.setLevel(logging.DEBUG)
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)
    for one, level in zip(named, levels, strict=True):
        one.setLevel(level)


def _json(stream: io.StringIO, event: str = "request") -> list[dict[str, Any]]:
    found = [json.loads(line) for line in stream.getvalue().splitlines()]
    return [line for line in found if line["event"] == event]


json_only = pytest.mark.parametrize("written", [JsonFormatter], indirect=True)
client_quiet = Client(raise_request_exception=False)


@json_only
@pytest.mark.django_db
def test_request_is_told_by_route_status_and_time(client: Client, written: io.StringIO) -> None:
    answer = client.get("/en/about")
    (line,) = _json(written)
    assert (line["method"], line["route"], line["status"], line["roles"]) == ("GET", "insight:about", 200, [])
    assert (line["request_id"], line["ms"] > 0) == (answer["X-Request-Id"], True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "ask",
    [
        lambda c: c.get(f"/en/places/{TOKEN}"),
        lambda c: c.get(f"/{TOKEN}"),
        lambda c: c.get(f"/en/search?q={TOKEN}&{TOKEN}=1"),
        lambda c: c.get("/en/about", headers={"user-agent": TOKEN, "x-request-id": TOKEN, "authorization": TOKEN}),
        lambda c: c.get("/en/about", headers={"host": f"{TOKEN}.example"}),
        lambda c: c.get("/en/about", headers={"cookie": f"sessionid={TOKEN}; language={TOKEN}"}),
        lambda c: c.post("/theme", {"theme": TOKEN, "next": f"/{TOKEN}"}),
        lambda c: Client(enforce_csrf_checks=True).post(
            "/en/save?page=/flows", {"x": TOKEN}, headers={"referer": TOKEN}
        ),
        lambda c: c.post("/en/save?page=/flows", data=TOKEN, content_type=f"text/{TOKEN}"),
        lambda c: c.generic(TOKEN.upper(), "/en/about"),
    ],
    ids=["path", "unknown_path", "query", "headers", "host", "cookie", "form", "csrf", "body", "method"],
)
def test_what_a_client_sends_is_not_logged(ask: Callable[[Client], object], written: io.StringIO) -> None:
    ask(client_quiet)
    assert (TOKEN in written.getvalue().lower(), written.getvalue() != "") == (False, True)


def test_what_an_error_says_is_not_logged(written: io.StringIO) -> None:
    """A refused mail names its recipient, a database's complaint the value."""
    try:
        try:
            raise SMTPRecipientsRefused({f"{TOKEN}@example.org": (550, b"no such user")})
        except SMTPRecipientsRefused as refused:
            raise InputError("record.changed_meanwhile", email=f"{TOKEN}@example.org") from refused
    except InputError:
        logging.getLogger("jialing.jobs").exception("job_broke", extra={"email": TOKEN})
    text = written.getvalue()
    assert (TOKEN in text, "SMTPRecipientsRefused" in text, "record.changed_meanwhile" in text) == (False, True, True)


def test_messages_of_libraries_are_logged_unfilled(written: io.StringIO) -> None:
    logging.getLogger("gunicorn.error").propagate = True
    logging.getLogger("gunicorn.error").error("Worker (pid:%s) was sent %s!", 7, TOKEN)
    logging.getLogger("django.security").error(f"Invalid HTTP_HOST header: {TOKEN}")
    text = written.getvalue()
    assert (TOKEN in text, "Worker (pid:%s) was sent %s!" in text, "Invalid HTTP_HOST" in text) == (False, True, False)


@json_only
def test_messages_of_numbers_and_signals_are_filled(written: io.StringIO) -> None:
    logging.getLogger("gunicorn.error").warning("Worker (pid:%s) was sent %s!", 41, "SIGINT")
    assert len(_json(written, "Worker (pid:41) was sent SIGINT!")) == 1


@json_only
def test_error_is_told_by_where_it_happened(written: io.StringIO) -> None:
    try:
        _ = 1 / 0
    except ZeroDivisionError:
        logging.getLogger("jialing.jobs").exception("job_broke")
    (line,) = _json(written, "job_broke")
    assert line["errors"] == ["builtins.ZeroDivisionError"]
    assert line["frames"][0].partition(":")[2].startswith("test_error_is_told_by_where_it_happened:")
