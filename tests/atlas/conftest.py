"""One small version for all tests of the atlas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from jialing.atlas import Answer, Atlas, Scope, open_atlas
from tests.atlas.factory import CHENGDU, CHONGQING, PUBLICATIONS, small_version


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a small published version."""
    folder: Path = tmp_path_factory.mktemp("small")
    small_version(folder, n_works=240)
    return folder


@pytest.fixture(scope="session")
def atlas(data: Path) -> Atlas:
    return open_atlas(data)


@pytest.fixture(scope="session")
def scope(atlas: Atlas) -> Scope:
    return atlas.default_scope(population=PUBLICATIONS)


def answers_of(page: object) -> Iterator[Answer]:
    """The answers that a page is made of."""
    if is_dataclass(page):
        yield from (v for f in fields(page) if isinstance(v := getattr(page, f.name), Answer))


def every_page(atlas: Atlas, scope: Scope) -> list[Any]:
    """Every page in a scope."""
    org = "https://ror.org/0scu"
    field = scope.field or next(f.field_id for f in atlas.scopes().fields if scope.population in f.populations)
    return [
        atlas.overview(scope),
        atlas.flows(scope),
        atlas.network(scope),
        atlas.field_heat(scope),
        atlas.place(scope, CHENGDU),
        atlas.pair(scope, CHENGDU, CHONGQING),
        atlas.organisation(scope, org),
        atlas.field(scope, field),
        atlas.comparison(scope),
        atlas.position(scope),
        atlas.joint(scope),
        atlas.targets(scope),
        atlas.capability(scope),
        atlas.partners_for_field(scope, scope.field or "openalex:F17"),
        atlas.position_field(scope, scope.field or "openalex:F17"),
        atlas.layout(scope, "equity", "1", "100", "national"),
        atlas.what_if(scope, "joined", CHENGDU, CHONGQING),
        atlas.talent(scope),
    ]


def every_answer(atlas: Atlas, scope: Scope) -> list[Answer]:
    """Every answer of every page in a scope."""
    return [answer for page in every_page(atlas, scope) for answer in answers_of(page)]


def in_field(scope: Scope, field: str) -> Scope:
    return replace(scope, field=field)
