"""What single kinds add to the page of a record beside facts and tables: papers, processes, figures."""

from jialing.portal.registry.parts.joined import SHOWN_BY_PARTS, parts_of

__all__ = ["SHOWN_BY_PARTS", "parts_of"]
