"""Who may see and do what: declared in one file (``jialing/portal/access.toml``), asked by every page and operation."""

from jialing.portal.common.access.viewer import SYSTEM, VISITOR, Held, Viewer

__all__ = ["SYSTEM", "VISITOR", "Held", "Viewer"]
