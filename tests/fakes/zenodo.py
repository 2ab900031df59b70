"""A small Zenodo: lists records of a community page by page, gives files with ranges, and misbehaves when told to.

Shapes follow Zenodo's replies to ``/api/communities/ror-data/records`` (InvenioRDM, 2025), cut down to what matters.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlparse

LIST = "/api/communities/ror-data/records"


@dataclass
class Trouble:
    """Answers to give instead of the right ones, in order, to requests whose path contains ``where``.

    Each is a status (429, 500), or ``half`` (the body breaks off), ``cut`` (its length is stated and not kept).
    """

    where: str
    answers: list[int | str]


@dataclass
class Zenodo:
    """State of the fake; ``releases`` newest last, in the order in which they were published."""

    releases: dict[str, bytes] = field(default_factory=dict)
    page_size: int = 25
    troubles: list[Trouble] = field(default_factory=list)
    repeats_first_page: bool = False
    gives_ranges: bool = True
    checksum: str = ""
    retry_after: str = "7"
    address: str = ""
    requests: list[tuple[str, str]] = field(default_factory=list)

    def page(self, number: int) -> dict[str, object]:
        names = list(reversed(self.releases))
        asked = 1 if self.repeats_first_page else number
        chosen = names[(asked - 1) * self.page_size : asked * self.page_size]
        is_more = self.repeats_first_page or number * self.page_size < len(names)
        links = {"self": f"{self.address}{LIST}?page={number}"}
        if is_more:
            links["next"] = f"{self.address}{LIST}?page={number + 1}"
        return {"hits": {"hits": [self._record(name) for name in chosen], "total": len(names)}, "links": links}

    def _record(self, name: str) -> dict[str, object]:
        content = self.releases[name]
        checksum = self.checksum or hashlib.md5(content, usedforsecurity=False).hexdigest()
        number = 10_000_000 + list(self.releases).index(name)
        return {
            "id": number,
            "created": "2026-06-30T10:00:00+00:00",
            "doi": f"10.5281/zenodo.{number}",
            "metadata": {
                "title": "ROR Data",
                "publication_date": name[-23:-13],
                "access_right": "open",
                "license": {"id": "cc-zero"},
                "version": name.split("-")[0],
            },
            "files": [
                {
                    "id": "d3f1",
                    "key": name,
                    "size": len(content),
                    "checksum": f"md5:{checksum}",
                    "links": {"self": f"{self.address}/api/records/{number}/files/{name}/content"},
                }
            ],
        }

    def trouble_for(self, path: str) -> int | str | None:
        for trouble in self.troubles:
            if trouble.where in path and trouble.answers:
                return trouble.answers.pop(0)
        return None


@contextmanager
def running(zenodo: Zenodo) -> Iterator[Zenodo]:
    """Serve the fake on a free local port while the block runs; ``zenodo.address`` is its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(zenodo))
    server.daemon_threads = True
    zenodo.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield zenodo
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(zenodo: Zenodo) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            zenodo.requests.append((self.path, self.headers.get("Range", "")))
            trouble = zenodo.trouble_for(self.path)
            if isinstance(trouble, int):
                self._answer(trouble, b"{}", {"Retry-After": zenodo.retry_after})
                return
            url = urlparse(self.path)
            if url.path == LIST:
                number = int(parse_qs(url.query).get("page", ["1"])[0])
                self._body(200, json.dumps(zenodo.page(number)).encode(), trouble, {"Content-Type": "application/json"})
            elif "/files/" in url.path:
                self._file(zenodo.releases[url.path.split("/")[-2]], trouble)
            else:
                self._answer(404, b"{}", {})

        def _file(self, content: bytes, trouble: str | None) -> None:
            asked = self.headers.get("Range", "")
            if not (asked and zenodo.gives_ranges):
                self._body(200, content, trouble, {})
                return
            start = int(asked.removeprefix("bytes=").rstrip("-"))
            if start >= len(content):
                self._answer(416, b"", {"Content-Range": f"bytes */{len(content)}"})
                return
            stated = f"bytes {start}-{len(content) - 1}/{len(content)}"
            self._body(206, content[start:], trouble, {"Content-Range": stated})

        def _body(self, status: int, body: bytes, trouble: str | None, headers: dict[str, str]) -> None:
            sent = body[: len(body) // 2] if trouble else body
            self._answer(status, sent, headers, stated=len(body) if trouble == "cut" else len(sent))

        def _answer(self, status: int, body: bytes, headers: dict[str, str], stated: int | None = None) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body) if stated is None else stated))
            self.end_headers()
            self.wfile.write(body)
            if stated not in (None, len(body)):
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: tests print what matters."""

    return Handler
