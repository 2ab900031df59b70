"""Asking a portal: pages one after the other, waiting when told to, sending nothing twice that was not changed."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, Self

import httpx

from jialing.client.errors import NotReached, TooMany, error_of

Record = dict[str, Any]
"""A record as answered: ``id``, ``kind_name``, ``url``, and the fields that may be read; None is unknown."""

PREFIX = "/api/v1"
KEPT = 500
LONGEST_WAIT = 120.0


class Client:
    """A portal's interface.

    Parameters
    ----------
    address : where the portal is, ``https://portal.example``
    token : a token of Account > Tokens; without one public records can be read
    language : ``en`` or ``zh``, of what errors say
    tries : how often a request is sent when the portal says 429 or 503, or (reading only) does not answer
    pause : how waiting is done, in seconds
    """

    def __init__(
        self,
        address: str,
        *,
        token: str = "",
        language: str = "en",
        tries: int = 4,
        timeout: float = 30.0,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        headers = {"Accept": "application/json", "Accept-Language": language, "User-Agent": "jialing-client/1"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        self._http = httpx.Client(base_url=address.rstrip("/"), headers=headers, timeout=timeout)
        self._tries = max(1, tries)
        self._pause = pause
        self._kept: OrderedDict[str, tuple[str, Any]] = OrderedDict()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the connections."""
        self._http.close()

    def records(self, kind: str, *, limit: int = 100, **filters: str) -> Iterator[Record]:
        """Every record of a list that fits, page after page; none comes twice though others add some meanwhile.

        ``kind`` is the list's name in addresses (``platforms``), ``filters`` are its parameters (``q``, ``order``).
        """
        query: dict[str, str] = {"limit": str(limit), **filters}
        while True:
            page = self._read(f"/{kind}", query)
            yield from page["items"]
            if page["next"] is None:
                return
            query["cursor"] = page["next"]

    def record(self, kind: str, public_id: str) -> Record:
        """One record. Raises :class:`NotFound`."""
        found: Record = self._read(f"/{kind}/{public_id}")
        return found

    def history(self, kind: str, public_id: str) -> list[Record]:
        """What was changed, the newest first."""
        found: list[Record] = self._read(f"/{kind}/{public_id}/history")["items"]
        return found

    def create(self, kind: str, **values: Any) -> Record:
        """Add a record; ``why`` may say the reason. Raises :class:`Conflict`, :class:`Invalid`, :class:`NotAllowed`."""
        return self._write("POST", f"/{kind}", values)

    def edit(self, kind: str, record: Record, **values: Any) -> Record:
        """Change a record as it was read. Raises :class:`Changed` where somebody else did meanwhile."""
        return self._write("PATCH", f"/{kind}/{record['id']}", values, edition=record)

    def act(self, kind: str, record: Record, act: str, **values: Any) -> Record | None:
        """Do something to a record (``record["acts"]`` lists what may be done); None where it is not seen any more."""
        return self._write("POST", f"/{kind}/{record['id']}/acts/{act}", values, edition=record) or None

    def resolve(self, identifier: str) -> Record:
        """The record of a ROR, an ORCID, a social credit code or one of the portal's ids, merged ones followed."""
        found: Record = self._read("/resolve", {"id": identifier})["record"]
        return found

    def search(self, text: str, *, kind: str = "", limit: int = 50) -> list[Record]:
        """Records whose names fit, best first."""
        query = {"q": text, "limit": str(limit), **({"kind": kind} if kind else {})}
        return [hit["record"] for hit in self._read("/search", query)["items"]]

    def counts(self) -> list[Record]:
        """The saved counts."""
        found: list[Record] = self._read("/counts")["items"]
        return found

    def count(self, slug: str, *, on: str = "") -> Record:
        """A saved count as of a day (``2023-03-08``): ``n``, ``counted``, and ``decoys`` for those who may see them."""
        found: Record = self._read(f"/counts/{slug}", {"on": on} if on else {})
        return found

    def me(self) -> Record:
        """Whose token this is, and what it reaches."""
        found: Record = self._read("/me")
        return found

    def _read(self, path: str, query: dict[str, str] | None = None) -> Any:
        """The answer; what was read before and is unchanged is not sent again."""
        address = str(httpx.URL(f"{PREFIX}{path}", params=query or {}))
        tag, before = self._kept.get(address, ("", None))
        response = self._sent("GET", address, headers={"If-None-Match": tag} if tag else {})
        if response.status_code == 304:
            self._kept.move_to_end(address)
            return before
        found = _content(response)
        if tag := response.headers.get("ETag", ""):
            self._kept[address] = (tag, found)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def _write(self, method: str, path: str, values: dict[str, Any], *, edition: Record | None = None) -> Record:
        headers = {}
        if edition is not None:
            headers["If-Match"] = f'"e{edition["edition"]}.0"' if "edition" in edition else "*"
        response = self._sent(method, f"{PREFIX}{path}", headers=headers, json=values)
        found: Record = {} if response.status_code == 204 else _content(response)
        return found

    def _sent(self, method: str, address: str, **more: Any) -> httpx.Response:
        """One request, again while the portal says to wait. A write that nobody answered is not sent again: it may have
        been done. Raises :class:`ApiError`, :class:`NotReached`.
        """
        for left in range(self._tries - 1, -1, -1):
            try:
                response = self._http.request(method, address, **more)
            except httpx.HTTPError as error:
                if method != "GET" or not left:
                    raise NotReached(str(error)) from error
                self._pause(1.0)
                continue
            if response.status_code not in (429, 503) or not left:
                break
            self._pause(_wait(response))
        if response.status_code >= 400:
            raise _raised(response)
        return response


def _raised(response: httpx.Response) -> Exception:
    error = error_of(response)
    if isinstance(error, TooMany):
        error.retry_after = _wait(response)
    return error


def _content(response: httpx.Response) -> Any:
    try:
        return response.json()
    except ValueError as error:
        raise NotReached(f"{response.url} answered no JSON") from error


def _wait(response: httpx.Response) -> float:
    """Seconds to wait, as the portal says; a second where it does not."""
    given = response.headers.get("Retry-After", "")
    return min(float(given), LONGEST_WAIT) if given.isdigit() else 1.0
