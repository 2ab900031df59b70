"""What opens a door is in no log."""

from __future__ import annotations

import logging

import pytest

from jialing.portal.common.redaction import RedactionFilter, redacted


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Not Found: /en/account/confirm-email/MQ:1abc:def/", "Not Found: /en/account/confirm-email/[hidden]/"),
        ("/zh/account/password/reset/key/1-c0ffee-abc/", "/zh/account/password/reset/key/[hidden]/"),
        ("GET /api/v1/x?page=2&token=s3cret&a=b", "GET /api/v1/x?page=2&token=[hidden]&a=b"),
        ("Authorization: Bearer abc.def-1", "Authorization: Bearer [hidden]"),
        ("Cookie: sessionid=abcdef; theme=dark", "Cookie: sessionid=[hidden]; theme=dark"),
        ("no such person li.na@example.org here", "no such person [hidden] here"),
        ("GET /en/flows?of=openalex", "GET /en/flows?of=openalex"),
    ],
)
def test_secret_is_hidden(said: str, written: str) -> None:
    assert redacted(said) == written


def test_filter_hides_what_arguments_bring() -> None:
    record = logging.LogRecord("x", logging.WARNING, "", 0, "Not Found: %s", ("/a/confirm-email/key/",), None)
    assert (RedactionFilter().filter(record), record.getMessage()) == (True, "Not Found: /a/confirm-email/[hidden]/")


def test_every_handler_hides_secrets() -> None:
    from django.conf import settings

    handlers = settings.LOGGING["handlers"].values()
    assert [("no_secrets" in handler["filters"]) for handler in handlers] == [True] * len(handlers)
