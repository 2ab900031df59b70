"""The interface on a live server."""

from tests.journeys.conftest import static_root

__all__ = ["static_root"]
