"""The newest ROR dump, through Zenodo's API: resumed where it stopped, checked, its licence written beside it.

Records of the community ``ror-data``: https://ror.readme.io/docs/data-dump and https://developers.zenodo.org/#records
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import msgspec

from jialing.base.progress import SILENT, Progress
from jialing.errors import SourceError
from jialing.sources.download import Remote, Web, fetch_file
from jialing.sources.overrides import state
from jialing.sources.ror.releases import release_number

BASE_URL = "https://zenodo.org"
PAGE_SIZE = 25
MAX_PAGES = 40
DUMP = "ror-data.zip"


class _Links(msgspec.Struct):
    self: str


class _File(msgspec.Struct):
    key: str
    links: _Links
    size: int | None = None
    checksum: str = ""


class _Licence(msgspec.Struct):
    id: str = ""


class _Metadata(msgspec.Struct):
    publication_date: str = ""
    license: _Licence | None = None


class _Record(msgspec.Struct):
    id: int | str
    metadata: _Metadata
    files: list[_File] = []


class _Hits(msgspec.Struct):
    hits: list[_Record]


class _Page(msgspec.Struct):
    hits: _Hits
    links: dict[str, str] = {}


@dataclass(frozen=True)
class Release:
    """A dump: where it is, and what its record says of it."""

    file: Remote
    published_on: str
    licence: str


def fetch_ror(
    folder: Path,
    *,
    base_url: str = BASE_URL,
    progress: Progress = SILENT,
    pause: Callable[[float], None] = time.sleep,
) -> Path:
    """Get the newest dump into ``folder``; a dump that is there already and whole is not fetched again.

    Parameters
    ----------
    folder : made where it does not exist; ``jialing-source.toml`` in it records licence, version and day
    base_url : address of the service
    pause : waits so many seconds between tries

    Raises
    ------
    SourceError
        ``fetch.refused`` (url, status), ``fetch.unreachable`` (url, reason), ``fetch.unexpected`` (url, reason),
        ``fetch.nothing`` (url, source), ``fetch.checksum`` (file, found, expected).
    """
    folder.mkdir(parents=True, exist_ok=True)
    with httpx.Client(timeout=30, follow_redirects=True, headers={"User-Agent": "jialing"}) as client:
        web = Web(client, pause)
        release = newest(web, base_url)
        path = fetch_file(web, release.file, folder, progress=progress)
    state(
        folder,
        "ror",
        {
            "licence": release.licence,
            "version": path.name.removesuffix(f"-{DUMP}"),
            "retrieved_on": date.today().isoformat(),
        },
    )
    return path


def newest(web: Web, base_url: str) -> Release:
    """The newest release among all pages of the list, whatever their order."""
    url = f"{base_url.rstrip('/')}/api/communities/ror-data/records?sort=newest&size={PAGE_SIZE}&page=1"
    found: dict[str, Release] = {}
    next_url: str | None = url
    for _ in range(MAX_PAGES):
        if next_url is None:
            break
        page = _page(web, next_url)
        new = {key: release for key, release in _releases(page).items() if key not in found}
        found |= new
        # A server that gives the same page again would otherwise be asked for ever.
        next_url = page.links.get("next") if new else None
    if not found:
        raise SourceError("fetch.nothing", url=url, source="ROR")
    return max(found.values(), key=lambda release: (release_number(release.file.name), release.published_on))


def _page(web: Web, url: str) -> _Page:
    reason = ""
    for _ in web.tries():
        body = web.get(url)
        try:
            return msgspec.json.decode(body, type=_Page)
        except msgspec.DecodeError as error:
            # Half a page: worth another try.
            reason = str(error)
    raise SourceError("fetch.unexpected", url=url, reason=reason)


def _releases(page: _Page) -> Mapping[str, Release]:
    return {
        file.key: Release(
            Remote(file.links.self, file.key, file.size, _md5(file.checksum)),
            record.metadata.publication_date,
            _licence(record.metadata.license),
        )
        for record in page.hits.hits
        for file in record.files
        if file.key.endswith(DUMP)
    }


def _md5(checksum: str) -> str | None:
    kind, _, value = checksum.rpartition(":")
    return value.lower() if value and kind in ("", "md5") else None


def _licence(licence: Any) -> str:
    known = {"cc-zero": "CC0 1.0", "cc0-1.0": "CC0 1.0"}
    return known.get(licence.id.lower(), licence.id) if licence else ""
