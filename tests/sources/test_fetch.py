"""Fetching ROR from a service that is slow, busy, cut off or wrong."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path

import pytest

from jialing.errors import SourceError
from jialing.sources.download import TRIES, wait_of
from jialing.sources.ror.fetch import fetch_ror
from tests.fakes.zenodo import Trouble, Zenodo, running

NEWEST = "v2.1-2026-06-30-ror-data.zip"
CONTENT = bytes(range(256)) * 400


@pytest.fixture
def zenodo() -> Iterator[Zenodo]:
    releases = {"v1.9-2022-09-16-ror-data.zip": b"old", "v1.10-2022-10-06-ror-data.zip": b"older", NEWEST: CONTENT}
    with running(Zenodo(releases=releases)) as fake:
        yield fake


def _fetch(zenodo: Zenodo, folder: Path) -> tuple[Path, list[float]]:
    pauses: list[float] = []
    return fetch_ror(folder, base_url=zenodo.address, pause=pauses.append), pauses


def _ranges(zenodo: Zenodo) -> list[str]:
    return [asked for path, asked in zenodo.requests if "/files/" in path]


def test_newest_release_is_fetched(zenodo: Zenodo, tmp_path: Path) -> None:
    path, pauses = _fetch(zenodo, tmp_path / "ror")
    assert (path.name, path.read_bytes(), pauses) == (NEWEST, CONTENT, [])


def test_licence_version_and_day_are_written_beside_it(zenodo: Zenodo, tmp_path: Path) -> None:
    (tmp_path / "jialing-source.toml").write_text('[ror]\nlicence = "?"\n\n[openalex]\nversion = "mine"\n')
    _fetch(zenodo, tmp_path)
    stated = tomllib.loads((tmp_path / "jialing-source.toml").read_text())
    assert (stated["ror"]["licence"], stated["ror"]["version"], len(stated["ror"]["retrieved_on"])) == (
        "CC0 1.0",
        "v2.1-2026-06-30",
        10,
    )
    assert stated["openalex"] == {"version": "mine"}


def test_file_that_is_there_is_not_fetched_again(zenodo: Zenodo, tmp_path: Path) -> None:
    _fetch(zenodo, tmp_path)
    _fetch(zenodo, tmp_path)
    assert _ranges(zenodo) == [""]


def test_damaged_file_is_fetched_again(zenodo: Zenodo, tmp_path: Path) -> None:
    (tmp_path / NEWEST).write_bytes(CONTENT[:-1] + b"?")
    assert _fetch(zenodo, tmp_path)[0].read_bytes() == CONTENT


def test_part_of_a_file_is_gone_on_from(zenodo: Zenodo, tmp_path: Path) -> None:
    (tmp_path / f"{NEWEST}.part").write_bytes(CONTENT[:1000])
    assert (_fetch(zenodo, tmp_path)[0].read_bytes(), _ranges(zenodo)) == (CONTENT, ["bytes=1000-"])


def test_service_without_ranges_is_fetched_from_the_start(zenodo: Zenodo, tmp_path: Path) -> None:
    zenodo.gives_ranges = False
    (tmp_path / f"{NEWEST}.part").write_bytes(b"other")
    assert _fetch(zenodo, tmp_path)[0].read_bytes() == CONTENT


def test_part_that_is_too_long_is_thrown_away(zenodo: Zenodo, tmp_path: Path) -> None:
    (tmp_path / f"{NEWEST}.part").write_bytes(CONTENT + b"more")
    assert _fetch(zenodo, tmp_path)[0].read_bytes() == CONTENT


def test_connection_cut_off_is_resumed(zenodo: Zenodo, tmp_path: Path) -> None:
    zenodo.troubles = [Trouble("/files/", ["cut", "cut"])]
    path, _ = _fetch(zenodo, tmp_path)
    assert (path.read_bytes(), _ranges(zenodo)[1:]) == (CONTENT, ["bytes=51200-", "bytes=76800-"])


def test_busy_service_is_waited_for_as_long_as_it_asks(zenodo: Zenodo, tmp_path: Path) -> None:
    zenodo.troubles = [Trouble("/records?", [429]), Trouble("/files/", [503])]
    assert _fetch(zenodo, tmp_path)[1] == [7.0, 7.0]


def test_failing_service_is_tried_again_with_longer_pauses(zenodo: Zenodo, tmp_path: Path) -> None:
    zenodo.retry_after = ""
    zenodo.troubles = [Trouble("/records?", [500, 502, 500])]
    assert _fetch(zenodo, tmp_path)[1] == [1.0, 2.0, 4.0]


def test_service_that_stays_busy_is_given_up_with_its_answer(zenodo: Zenodo, tmp_path: Path) -> None:
    zenodo.troubles = [Trouble("/records?", [429] * 20)]
    with pytest.raises(SourceError) as error:
        _fetch(zenodo, tmp_path)
    assert (error.value.code, error.value.params["status"], len(zenodo.requests)) == ("fetch.refused", 429, TRIES)


@pytest.mark.parametrize("answer", ["half", "cut"])
def test_half_a_page_is_asked_for_again(zenodo: Zenodo, tmp_path: Path, answer: str) -> None:
    zenodo.troubles = [Trouble("/records?", [answer])]
    assert _fetch(zenodo, tmp_path)[0].name == NEWEST


def test_page_that_stays_half_is_told(zenodo: Zenodo, tmp_path: Path) -> None:
    zenodo.troubles = [Trouble("/records?", ["half"] * 20)]
    with pytest.raises(SourceError) as error:
        _fetch(zenodo, tmp_path)
    assert error.value.code == "fetch.unexpected"


def test_all_pages_are_looked_at(zenodo: Zenodo, tmp_path: Path) -> None:
    zenodo.page_size = 1
    zenodo.releases = {NEWEST: CONTENT, "v1.9-2022-09-16-ror-data.zip": b"published late"}
    assert _fetch(zenodo, tmp_path)[0].name == NEWEST


def test_page_given_twice_ends_the_list(zenodo: Zenodo, tmp_path: Path) -> None:
    zenodo.repeats_first_page = True
    _fetch(zenodo, tmp_path)
    assert len([path for path, _ in zenodo.requests if "/files/" not in path]) == 2


def test_wrong_checksum_is_told_and_the_file_removed(zenodo: Zenodo, tmp_path: Path) -> None:
    zenodo.checksum = "0" * 32
    with pytest.raises(SourceError) as error:
        _fetch(zenodo, tmp_path)
    assert (error.value.code, error.value.params["file"], list(tmp_path.iterdir())) == ("fetch.checksum", NEWEST, [])


def test_list_without_a_dump_is_told(zenodo: Zenodo, tmp_path: Path) -> None:
    zenodo.releases = {"readme.txt": b""}
    with pytest.raises(SourceError) as error:
        _fetch(zenodo, tmp_path)
    assert error.value.code == "fetch.nothing"


def test_address_that_is_not_there_is_refused_at_once(zenodo: Zenodo, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        fetch_ror(tmp_path, base_url=f"{zenodo.address}/elsewhere", pause=lambda _: None)
    assert (error.value.code, error.value.params["status"]) == ("fetch.refused", 404)


def test_service_that_cannot_be_reached_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        fetch_ror(tmp_path, base_url="http://127.0.0.1:1", pause=lambda _: None)
    assert error.value.code == "fetch.unreachable"


@pytest.mark.parametrize(("header", "expected"), [("12", 12.0), ("-3", 0.0), ("", None), (None, None), ("soon", None)])
def test_retry_after_is_read_as_seconds(header: str | None, expected: float | None) -> None:
    assert wait_of(header) == expected


def test_retry_after_is_read_as_a_date() -> None:
    assert 20 < (wait_of(formatdate(time.time() + 30, usegmt=True)) or 0) <= 30
