"""A small lake whose queue has a group of three spellings and a string that nobody knows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jialing.pipeline import build
from jialing.pipeline.desk import Desk, open_desk
from tests.pipeline.conftest import ALONE
from tests.pipeline.tiny import LI, Author, work, write_world

LAB = "Jinsha Institute of Hydrology"
SPELT = (f"{LAB}, Chengdu 610041, China", f"Department of Floods, {LAB}, Chengdu, P. R. China", f"{LAB}, Chengdu")
FIRST = SPELT[2]
"""The commonest."""
ALONE_STRING = "Two Rivers Battery Company"


@pytest.fixture(scope="session")
def undecided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a published version; read only."""
    folder = tmp_path_factory.mktemp("undecided")
    authors = [Author(f"Author {n}", (text,)) for n, text in enumerate((*SPELT, SPELT[2], ALONE_STRING))]
    works = [work(100 + n, 2020, [a]) for n, a in enumerate(authors)] + [work(200, 2021, [LI, authors[-1]])]
    write_world(folder / "in", works)
    build(folder / "data", [folder / "in"], config=ALONE)
    return folder


@pytest.fixture
def data(undecided: Path, tmp_path: Path) -> Path:
    """The same, to decide in."""
    shutil.copytree(undecided / "in", tmp_path / "in", copy_function=shutil.copy2)
    shutil.copytree(undecided / "data", tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture(scope="session")
def looking(undecided: Path) -> Desk:
    """For tests that only look, or that must be refused."""
    return open_desk(undecided / "data", by="Li")


@pytest.fixture
def desk(data: Path) -> Desk:
    return open_desk(data, by="Li")


def again(data: Path) -> Desk:
    """Build from the same inputs, with what was decided, and open the desk on what came of it."""
    build(data, [data.parent / "in"], config=ALONE)
    return open_desk(data, by="Li")
