"""Getting files from a service that is slow, busy or cut off: tries, waits, resumes, checks."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx

from jialing.base.progress import Progress
from jialing.errors import SourceError
from jialing.sources.files import reason_of

TRIES = 6
LONGEST_WAIT = 60.0
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Remote:
    """A file to get. ``n_bytes`` and ``md5`` are None where the service does not say."""

    url: str
    name: str
    n_bytes: int | None = None
    md5: str | None = None


class Busy(Exception):
    """The service asks to come back later, or the connection broke; ``wait``: seconds it asks for, None where none."""

    def __init__(self, error: SourceError, wait: float | None = None) -> None:
        super().__init__(error.code)
        self.error, self.wait = error, wait


class Web:
    """A client and how to wait. ``pause`` takes seconds."""

    def __init__(self, client: httpx.Client, pause: Callable[[float], None] = time.sleep) -> None:
        self.client, self.pause = client, pause

    def tries(self) -> Iterator[int]:
        """Numbers of tries from 0, with a longer pause before each but the first."""
        for number in range(TRIES):
            if number:
                self.pause(min(2.0 ** (number - 1), LONGEST_WAIT))
            yield number

    def patiently(self, attempt: Callable[[], bytes | None]) -> bytes | None:
        """What ``attempt`` gives, tried again while it raises Busy; the last Busy's error is raised at the end."""
        for number in range(TRIES):
            try:
                return attempt()
            except Busy as busy:
                if number == TRIES - 1:
                    raise busy.error from busy
                self.pause(min(2.0**number if busy.wait is None else busy.wait, LONGEST_WAIT))
        return None

    def get(self, url: str) -> bytes:
        """The body of a page. Raises SourceError ``fetch.refused`` or ``fetch.unreachable`` after all tries."""
        return self.patiently(lambda: self._get(url)) or b""

    def _get(self, url: str) -> bytes:
        try:
            response = self.client.get(url)
        except httpx.HTTPError as error:
            raise Busy(SourceError("fetch.unreachable", url=url, reason=reason_of(error))) from error
        check(response)
        return response.content


def check(response: httpx.Response) -> None:
    """Raises Busy for an answer that may be better later, SourceError ``fetch.refused`` for one that will not."""
    if response.is_success:
        return
    refused = SourceError("fetch.refused", url=str(response.url), status=response.status_code)
    if response.status_code in _BUSY:
        raise Busy(refused, wait_of(response.headers.get("Retry-After")))
    raise refused


def wait_of(header: str | None) -> float | None:
    """Seconds that a Retry-After header asks for, written as seconds or as a date; None where it says nothing."""
    if not header:
        return None
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - time.time())
    except ValueError:
        return None


def fetch_file(web: Web, remote: Remote, folder: Path, *, progress: Progress) -> Path:
    """Get a file into ``folder``; a part of it that is there already is gone on from. Returns its path.

    Raises SourceError ``fetch.checksum`` (the file is removed), ``fetch.refused``, ``fetch.unreachable`` (what came is
    kept as ``<name>.part`` for the next time).
    """
    path = folder / Path(remote.name).name
    if path.exists() and _is_whole(path, remote):
        return path
    part = path.with_name(f"{path.name}.part")
    progress.start(f"fetch:{path.name}", remote.n_bytes or 0, "unit.bytes")
    web.patiently(lambda: _receive(web.client, remote, part, progress))
    progress.finish()
    found = _md5(part)
    if remote.md5 is not None and found != remote.md5:
        part.unlink()
        raise SourceError("fetch.checksum", file=path.name, found=found, expected=remote.md5)
    part.replace(path)
    return path


def _receive(client: httpx.Client, remote: Remote, part: Path, progress: Progress) -> None:
    """One try: go on where ``part`` ends, or from the start when the service does not give ranges."""
    there = part.stat().st_size if part.exists() else 0
    if remote.n_bytes is not None and there >= remote.n_bytes:
        # All there, or more than all: then it is not this file.
        if there == remote.n_bytes:
            return
        part.unlink()
        there = 0
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={there}-"} if there else {})
    try:
        with client.stream("GET", remote.url, headers=headers) as response:
            if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
                part.unlink(missing_ok=True)
                raise Busy(SourceError("fetch.refused", url=remote.url, status=response.status_code), 0.0)
            check(response)
            _append(response, part, there, progress)
    except httpx.HTTPError as error:
        raise Busy(SourceError("fetch.unreachable", url=remote.url, reason=reason_of(error))) from error
    if remote.n_bytes is not None and part.stat().st_size < remote.n_bytes:
        raise Busy(SourceError("fetch.unreachable", url=remote.url, reason="cut off"))


def _append(response: httpx.Response, part: Path, there: int, progress: Progress) -> None:
    starts_here = response.headers.get("Content-Range", "").startswith(f"bytes {there}-")
    is_resumed = bool(there) and response.status_code == httpx.codes.PARTIAL_CONTENT and starts_here
    if is_resumed:
        progress.advance(there)
    with part.open("ab" if is_resumed else "wb") as file:
        # As the bytes come: gathered into larger blocks, the last ones before a cut would be lost.
        for block in response.iter_bytes():
            file.write(block)
            progress.advance(len(block))


def _is_whole(path: Path, remote: Remote) -> bool:
    if remote.n_bytes is not None and path.stat().st_size != remote.n_bytes:
        return False
    return remote.md5 is None or _md5(path) == remote.md5


def _md5(path: Path) -> str:
    # md5 is what the service states; it guards against damage, not against malice.
    digest = hashlib.md5(usedforsecurity=False)
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
