"""Where a circle stands in every field, what it could aim for together, and who would carry it."""

from jialing.atlas.position.matrix import PositionMatrix, position_matrix

__all__ = ["PositionMatrix", "position_matrix"]
