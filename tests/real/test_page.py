"""The page about real data: its blocks are those that the program writes."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.real.conftest import Real

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "explanation" / "real-data.md"


@pytest.fixture(scope="module")
def program() -> ModuleType:
    spec = importlib.util.spec_from_file_location("real_data", ROOT / "examples" / "real_data.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["real_data"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_page_has_every_block_once(program: ModuleType) -> None:
    names = re.findall(r"<!-- made: (\w+) -->", PAGE.read_text(encoding="utf-8"))
    assert sorted(names) == sorted(program.BLOCKS)


def test_page_holds_no_empty_block(program: ModuleType) -> None:
    blocks = [m[0] for m in program.BLOCK.finditer(PAGE.read_text(encoding="utf-8"))]
    assert all(len(block.splitlines()) > 2 for block in blocks)


def test_table_writes_counts_with_separators(program: ModuleType) -> None:
    assert program.table(("a", "n"), [("x|y", 1234)]) == "| a | n |\n| :-- | --: |\n| x/y | 1,234 |"


@pytest.mark.shared
@pytest.mark.slow
def test_program_writes_what_the_build_says(program: ModuleType, real: Real) -> None:
    built = program.Built(real.atlas, real.version)
    text = program.filled("<!-- made: sources -->\nold\n<!-- end -->\nprose", built)
    assert "| openalex |" in text
    assert "old" not in text
    assert text.endswith("prose")


@pytest.mark.shared
@pytest.mark.slow
def test_every_page_of_chance_records_refuses(program: ModuleType, real: Real) -> None:
    built = program.Built(real.atlas, real.version)
    chance = next(p for p in built.populations if p.population == "openalex:publications")
    assert {program.standing(page) for _, page in program.pages_of(built, chance)} == {"**refuses**"}
