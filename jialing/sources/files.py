"""Bytes from a file as it was downloaded: plain, gzip or a member of a zip archive, in blocks, never whole in memory.

What goes wrong while reading does not raise: the stream ends and ``fault`` says why, so that everything before the
damage is kept and the damage itself becomes one rejected record.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from isal import igzip_lib

BLOCK = 1 << 20
LINE_LIMIT = 32 << 20
"""Longest line read (bytes): a field of 10 MB passes, a file without line ends does not fill the memory."""
BOMB_FLOOR = 256 << 20
BOMB_RATIO = 300
"""Above BOMB_FLOOR unpacked bytes, more than BOMB_RATIO bytes out per byte in is no text (real ones reach 30)."""
ARCHIVE_MEMBERS = 100_000
_DAMAGE = (igzip_lib.IsalError, zlib.error, zipfile.BadZipFile)


@dataclass(frozen=True)
class Fault:
    """Why a stream ended early: a ``reject.*`` code and its parameters."""

    code: str
    params: Mapping[str, object]


class Overlong(bytes):
    """The beginning of a line longer than LINE_LIMIT; the rest of it was skipped."""


class ByteStream:
    """Blocks of the unpacked bytes of one file or archive member.

    Attributes
    ----------
    consumed : stored (compressed) bytes read so far
    fault : why the stream ended before its end; None while all is well
    """

    def __init__(self, path: Path, member: str = "") -> None:
        self.path, self.member = path, member
        self.consumed = 0
        self.fault: Fault | None = None

    def __iter__(self) -> Iterator[bytes]:
        """Yield non-empty blocks of up to about 1 MiB; afterwards look at ``fault``."""
        unpacked = 0
        try:
            for block in self._blocks():
                unpacked += len(block)
                yield block
                if unpacked > BOMB_FLOOR and unpacked > BOMB_RATIO * max(self.consumed, 1):
                    self.fault = Fault("reject.bomb", {"ratio": BOMB_RATIO, "n_bytes": unpacked})
                    return
        except EOFError:
            self.fault = Fault("reject.truncated", {"n_bytes": unpacked})
        except _DAMAGE as error:  # type: ignore[misc] # its stub calls IsalError an instance
            self.fault = Fault("reject.damaged", {"reason": str(error), "n_bytes": unpacked})
        except (OSError, RuntimeError, NotImplementedError, KeyError) as error:
            # RuntimeError: a password; NotImplementedError: unknown compression; KeyError: no such member.
            self.fault = Fault("reject.unreadable", {"reason": reason_of(error)})

    def _blocks(self) -> Iterator[bytes]:
        if self.member:
            with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as file:
                yield from self._counted(file)
            return
        with self.path.open("rb", buffering=0) as file:
            magic = file.read(2)
            file.seek(0)
            yield from self._gunzipped(file) if magic == b"\x1f\x8b" else self._counted(file)

    def _counted(self, file: IO[bytes]) -> Iterator[bytes]:
        size = stored_size(self.path, self.member)
        unpacked = 0
        while block := file.read(BLOCK):
            unpacked += len(block)
            self.consumed = min(unpacked, size)
            yield block

    def _gunzipped(self, file: IO[bytes]) -> Iterator[bytes]:
        unpacker, pending = _unpacker(), b""
        while True:
            if unpacker.needs_input:
                pending = file.read(BLOCK >> 2)
                self.consumed += len(pending)
                if not pending:
                    raise EOFError
            block = unpacker.decompress(pending, BLOCK)
            pending = b""
            if block:
                yield block
            if unpacker.eof:
                pending = unpacker.unused_data.lstrip(b"\0") or file.read(BLOCK >> 2).lstrip(b"\0")
                if not pending:
                    return
                unpacker = _unpacker()
                block = unpacker.decompress(pending, BLOCK)
                pending = b""
                if block:
                    yield block


def _unpacker() -> igzip_lib.IgzipDecompressor:
    return igzip_lib.IgzipDecompressor(flag=igzip_lib.DECOMP_GZIP)


def read_lines(stream: ByteStream, *, limit: int = LINE_LIMIT) -> Iterator[list[bytes]]:
    """Lines of a stream, without their ends, a block's worth at a time.

    A line longer than ``limit`` bytes is given as :class:`Overlong`, its beginning; a UTF-8 byte-order mark is removed.
    When the stream ends by a fault, the unfinished last line is left out: it belongs to the fault.
    """
    carry: list[bytes] = []
    carried, is_first = 0, True
    for block in stream:
        if is_first:
            block, is_first = block.removeprefix(b"\xef\xbb\xbf"), False
        head, line_end, rest = block.partition(b"\n")
        if not line_end:
            if carried <= limit:
                carry.append(head)
            carried += len(head)
            continue
        carry.append(head)
        first = _joined(carry, carried + len(head), limit)
        lines = rest.split(b"\n")
        carry = [lines.pop()]
        carried = len(carry[0])
        yield [first, *lines]
    if carried and stream.fault is None:
        yield [_joined(carry, carried, limit)]


def _joined(pieces: list[bytes], length: int, limit: int) -> bytes:
    if length > limit:
        return Overlong(b"".join(pieces)[:4096])
    return b"".join(pieces)


def head(path: Path, member: str = "", n_bytes: int = 65536) -> bytes:
    """The first unpacked bytes of a file, without a byte-order mark; fewer when it is shorter or damaged.

    Raises OSError when the file cannot be opened at all.
    """
    stream = ByteStream(path, member)
    found = b""
    for block in stream:
        found += block
        if len(found) >= n_bytes:
            break
    if not found and stream.fault is not None and stream.fault.code == "reject.unreadable":
        raise OSError(stream.fault.params["reason"])
    return found.removeprefix(b"\xef\xbb\xbf")[:n_bytes]


def stored_size(path: Path, member: str = "") -> int:
    """Stored bytes of a file or of an archive's member (compressed size)."""
    if not member:
        return path.stat().st_size
    with zipfile.ZipFile(path) as archive:
        return archive.getinfo(member).compress_size


def archive_members(path: Path) -> tuple[dict[str, int], list[tuple[str, Fault]]]:
    """Files in a zip archive (name -> stored bytes), and the members refused with their reasons.

    Nothing is ever unpacked to disk; a member that names a place outside the archive is refused all the same, and so is
    one that unpacks to more than BOMB_RATIO times its size.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        return {}, [("", Fault("reject.damaged", {"reason": reason_of(error), "n_bytes": 0}))]
    if len(infos) > ARCHIVE_MEMBERS:
        return {}, [("", Fault("reject.too_many_members", {"n": len(infos), "limit": ARCHIVE_MEMBERS}))]
    refused = [(info.filename, fault) for info in infos if (fault := _refusal(info))]
    names = {name for name, _ in refused}
    return {info.filename: info.compress_size for info in infos if info.filename not in names}, refused


def _refusal(info: zipfile.ZipInfo) -> Fault | None:
    name = info.filename.replace("\\", "/")
    if name.startswith("/") or ".." in PurePosixPath(name).parts or name[1:2] == ":":
        return Fault("reject.path_leaves_archive", {"member": info.filename})
    if info.file_size > BOMB_FLOOR and info.file_size > BOMB_RATIO * max(info.compress_size, 1):
        return Fault("reject.bomb", {"ratio": BOMB_RATIO, "n_bytes": info.file_size})
    return None


def reason_of(error: BaseException) -> str:
    """An operating system's or library's own words, without the path."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
