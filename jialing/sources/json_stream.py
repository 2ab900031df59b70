"""Records of a JSON array (or of JSON texts one after another), one at a time: the file is never whole in memory.

A damaged record is stepped over by matching its braces; where they do not match, the rest of the file is one record
set aside.
"""

from __future__ import annotations

import codecs
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jialing.sources.files import LINE_LIMIT, ByteStream
from jialing.sources.text import without_lone_surrogates

_BETWEEN = re.compile(r"[\s,\[\]]*")
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]]', re.S)
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Broken:
    """A stretch of text that is no JSON record."""

    code: str
    excerpt: str
    params: Mapping[str, object] = field(default_factory=dict)


class _Text:
    """Decoded text of a stream, read on demand; ``at`` is where reading stands."""

    def __init__(self, stream: ByteStream) -> None:
        self.blocks = iter(stream)
        self.decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self.buffer, self.at, self.is_end = "", 0, False
        self.opening = self.closing = ""

    def more(self, n_characters: int) -> bool:
        """Read until so many characters lie ahead; False when nothing more came."""
        before = len(self.buffer)
        pieces = [self.buffer[self.at :]]
        ahead = len(pieces[0])
        while ahead < n_characters and not self.is_end:
            block = next(self.blocks, None)
            self.is_end = block is None
            pieces.append(self.decoder.decode(block or b"", final=self.is_end))
            ahead += len(pieces[-1])
        self.buffer, grown = "".join(pieces), ahead > before - self.at
        self.at = 0
        return grown


def json_records(
    stream: ByteStream, repairs: Counter[str], *, limit: int = LINE_LIMIT
) -> Iterator[tuple[Any | Broken, int]]:
    """Each record as plain Python, or :class:`Broken`, and its length; longer than ``limit`` characters it is broken.

    What the stream's ``fault`` cut off is not given: the caller sets it aside as one record.
    """
    text = _Text(stream)
    while _to_next(text):
        record, end = _record(text, limit)
        if isinstance(record, Broken):
            if end < 0 and stream.fault is not None:
                return
            yield record, max(end - text.at, 0)
            if end < 0:
                return
            text.at = end
            continue
        yield _mended(text.buffer[text.at : end], record, repairs), end - text.at
        text.at = end
    if text.opening == "[" and text.closing != "]" and stream.fault is None:
        yield Broken("reject.truncated", "", {"n_bytes": stream.consumed}), 0


def _to_next(text: _Text) -> bool:
    while True:
        between = _BETWEEN.match(text.buffer, text.at)
        if between and (marks := between[0].replace(",", "").strip()):
            text.opening, text.closing = text.opening or marks[0], marks[-1]
        text.at = between.end() if between else text.at
        if text.at < len(text.buffer):
            return True
        if not text.more(_CHUNK):
            return False


def _record(text: _Text, limit: int) -> tuple[Any | Broken, int]:
    """A record and where it ends, else Broken and where to go on (-1: nowhere)."""
    decoder, wanted = json.JSONDecoder(), _CHUNK
    while True:
        try:
            return decoder.raw_decode(text.buffer, text.at)
        except json.JSONDecodeError as error:
            is_cut = error.pos >= len(text.buffer) - 8 or error.msg.startswith("Unterminated string")
            if is_cut and len(text.buffer) - text.at <= limit and text.more(wanted):
                wanted *= 2
                continue
            return _broken(text, error.msg, limit)
        except RecursionError:
            return _broken(text, "nested too deeply", limit)


def _broken(text: _Text, reason: str, limit: int) -> tuple[Broken, int]:
    broken = Broken("reject.json_invalid", text.buffer[text.at : text.at + 500], {"reason": reason})
    wanted = _CHUNK
    while (end := _matching_end(text.buffer, text.at)) < 0:
        if len(text.buffer) - text.at > limit or not text.more(wanted):
            break
        wanted *= 2
    return broken, end


def _matching_end(buffer: str, start: int) -> int:
    depth = 0
    for token in _TOKEN.finditer(buffer, start):
        if token[0] in "{[":
            depth += 1
        elif token[0] in "}]":
            depth -= 1
        if depth <= 0:
            return token.end()
    return -1


def _mended(written: str, record: Any, repairs: Counter[str]) -> Any:
    """The record without unpaired surrogates; counts those that had any, or bytes that were no UTF-8."""
    is_broken = "\ufffd" in written
    if "\\ud" in written or "\\uD" in written:
        source = written.encode("utf-8")
        mended = without_lone_surrogates(source)
        if mended != source:
            is_broken, record = True, json.loads(mended)
    if is_broken:
        repairs["repair.broken_characters"] += 1
    return record
