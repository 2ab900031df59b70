"""Nothing that opens a door, and no address of a person, is written into logs."""

from __future__ import annotations

import logging
import re

HIDDEN = "[hidden]"
_SECRETS = (
    re.compile(r"(/confirm-email/)[^/\s\"'?]+"),
    re.compile(r"(/password/reset/key/)[^/\s\"'?]+"),
    re.compile(r"(?i)([?&](?:token|key|code|next|email|password|secret)=)[^&\s\"']+"),
    re.compile(r"(?i)(bearer )[\w.~+/=-]+"),
    re.compile(r"(jlt_)[\w-]+"),
    re.compile(r"(?i)((?:sessionid|csrftoken|writer|kept)=)[^;\s]+"),
    re.compile(r"()[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
)


def redacted(text: str) -> str:
    """The text with every secret and every e-mail address hidden."""
    for secret in _SECRETS:
        text = secret.sub(rf"\1{HIDDEN}", text)
    return text


class RedactionFilter(logging.Filter):
    """Word the record once, hide what must not be seen, and let it pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redacted(record.getMessage()), None
        return True
