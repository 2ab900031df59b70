"""What single kinds add to the page of a record beside facts and tables: papers, processes, figures."""

from jialing.portal.registry.parts.joined import parts_of

__all__ = ["parts_of"]
