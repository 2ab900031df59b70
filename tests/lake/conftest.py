"""What the lake's tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

NOBODY = 65534


@pytest.fixture
def unprivileged(tmp_path: Path) -> Iterator[None]:
    """Somebody who may not write to ``tmp_path``: another user where the tests run as root, else without the bit."""
    tmp_path.chmod(0o555)
    if os.geteuid() != 0:
        yield
        tmp_path.chmod(0o755)
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
