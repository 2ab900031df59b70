"""Which encoding a text is in: by trial decoding, with what was seen as evidence."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jialing.sources.files import ByteStream, Fault

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_LETTERS = re.compile(r"[^\W\d_]+")
TRIAL_BYTES = 64 << 20
TOLERATED = 0.001
"""A UTF-8 file in which up to this share of the non-ASCII characters is broken is still UTF-8."""


@dataclass(frozen=True)
class Evidence:
    """What speaks for an encoding.

    Attributes
    ----------
    encoding : Python's name of it; '' when none fits
    n_not_ascii : characters outside ASCII in the stretch tried
    n_broken : of those, bytes that this encoding does not have
    plausible_share : share of the characters outside ASCII that are what such a text is made of, 0..1; 1 without any
    """

    encoding: str
    n_not_ascii: int
    n_broken: int
    plausible_share: float


def detect_encoding(path: Path, member: str = "") -> Evidence:
    """UTF-8, UTF-16 by its mark, GB18030 or Windows-1252: the first that decodes and whose text is plausible.

    UTF-8 comes first: hardly any other text decodes as UTF-8 by chance. GB18030 decodes nearly any bytes (``Köln`` in
    Windows-1252 gives a rare character), so most of what is not ASCII must be common characters, those of GB 2312;
    Windows-1252 must show letters.
    """
    start = next(iter(ByteStream(path, member)), b"")
    for mark, encoding in _BOMS:
        if start.startswith(mark):
            return Evidence(encoding, 0, 0, 1.0)
    utf8 = _trial(path, member, "utf-8", len)
    if utf8.n_broken <= TOLERATED * utf8.n_not_ascii:
        return utf8
    chinese = _trial(path, member, "gb18030", n_common_chinese)
    if chinese.n_broken <= TOLERATED * chinese.n_not_ascii and chinese.plausible_share >= 0.8:
        return chinese
    western = _trial(path, member, "cp1252", n_letters)
    if western.n_broken == 0 and western.plausible_share >= 0.5:
        return western
    return Evidence("", utf8.n_not_ascii, utf8.n_broken, 0.0)


def n_common_chinese(text: str) -> int:
    """Characters of GB 2312, the 7,445 that nearly all Chinese text is made of."""
    return len(text.encode("gb2312", "ignore")) // 2


def n_letters(text: str) -> int:
    return sum(map(len, _LETTERS.findall(text)))


def _trial(path: Path, member: str, encoding: str, n_plausible_in: Callable[[str], int]) -> Evidence:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    n_other = n_broken = n_plausible = n_bytes = 0
    for block in ByteStream(path, member):
        if n_bytes > TRIAL_BYTES:
            break
        n_bytes += len(block)
        others = "".join(_NOT_ASCII.findall(decoder.decode(block)))
        already = block.count(b"\xef\xbf\xbd") if encoding == "utf-8" else 0
        n_other += len(others)
        n_broken += max(others.count("\ufffd") - already, 0)
        n_plausible += n_plausible_in(others)
    return Evidence(encoding, n_other, n_broken, n_plausible / n_other if n_other else 1.0)


class Transcoded(ByteStream):
    """A stream whose blocks are UTF-8, whatever encoding the file is in; what it does not have becomes U+FFFD."""

    def __init__(self, path: Path, member: str, encoding: str) -> None:
        super().__init__(path, member)
        self.encoding = encoding
        self.is_changed = codecs.lookup(encoding).name != "utf-8"

    def __iter__(self) -> Iterator[bytes]:
        if not self.is_changed:
            yield from super().__iter__()
            return
        decoder = codecs.getincrementaldecoder(self.encoding)("replace")
        for block in super().__iter__():
            if text := decoder.decode(block):
                yield text.encode("utf-8", "replace")
        if tail := decoder.decode(b"", final=True):
            yield tail.encode("utf-8", "replace")


def unknown_encoding(evidence: Evidence) -> Fault:
    """The fault of a file whose encoding nothing speaks for."""
    return Fault("reject.encoding_unknown", {"n_broken": evidence.n_broken})
