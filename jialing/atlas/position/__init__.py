"""Where a circle stands in every field, what it could aim for together, and who would carry it."""

from jialing.atlas.position.for_field import partners_for_field
from jialing.atlas.position.joint import coded_areas, joint, joint_in
from jialing.atlas.position.matrix import PositionMatrix, position_matrix
from jialing.atlas.position.method import Indicator, Method, method
from jialing.atlas.position.profiles import FieldPartners, Joint, Position, PositionField
from jialing.atlas.position.standing import position, position_field

__all__ = [
    "FieldPartners",
    "Indicator",
    "Joint",
    "Method",
    "Position",
    "PositionField",
    "PositionMatrix",
    "coded_areas",
    "joint",
    "joint_in",
    "method",
    "partners_for_field",
    "position",
    "position_field",
    "position_matrix",
]
