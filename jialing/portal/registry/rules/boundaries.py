"""Boundaries of zones: GeoJSON polygons in WGS 84."""

from __future__ import annotations

from typing import Any

from jialing.errors import InputError

MOST_POINTS = 20_000


def checked_boundary(given: Any) -> dict[str, Any] | None:
    """A Polygon or MultiPolygon geometry, taken out of a Feature where one is given; None stays None.

    Raises InputError ``registry.bad_boundary`` (reason: kind, ring, coordinate, size): rings of at least four points
    that close, longitudes and latitudes in range (RFC 7946).
    """
    if given in (None, "", {}):
        return None
    geometry: Any = given.get("geometry") if isinstance(given, dict) and given.get("type") == "Feature" else given
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or kind not in ("Polygon", "MultiPolygon"):
        raise InputError("registry.bad_boundary", reason="kind")
    coordinates: Any = geometry.get("coordinates")
    polygons = coordinates if kind == "MultiPolygon" else [coordinates]
    try:
        rings = [ring for polygon in polygons for ring in polygon]
        n = sum(_checked_ring(ring) for ring in rings)
    except (TypeError, ValueError, KeyError, IndexError) as error:
        raise InputError("registry.bad_boundary", reason="coordinate") from error
    if not n or n > MOST_POINTS:
        raise InputError("registry.bad_boundary", reason="size")
    return {"type": kind, "coordinates": coordinates}


def _checked_ring(ring: list[list[float]]) -> int:
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise InputError("registry.bad_boundary", reason="ring")
    for point in ring:
        lng, lat = float(point[0]), float(point[1])
        if not (-180 <= lng <= 180 and -90 <= lat <= 90):
            raise InputError("registry.bad_boundary", reason="coordinate")
    return len(ring)
