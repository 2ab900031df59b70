"""One index for all tests of the room."""

from __future__ import annotations

import pytest

from jialing.resolve import NameIndex, Resolution, resolve
from tests.resolve.registry import index_of


@pytest.fixture(scope="session")
def index() -> NameIndex:
    return index_of()


@pytest.fixture(scope="session")
def ask(index: NameIndex):  # type: ignore[no-untyped-def]
    """One string -> its resolution."""

    def asked(text: str) -> Resolution:
        return resolve(index, [text])[0]

    return asked
