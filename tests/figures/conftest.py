"""The same small version as the atlas's tests."""

from tests.atlas.conftest import atlas, data, scope

__all__ = ["atlas", "data", "scope"]
