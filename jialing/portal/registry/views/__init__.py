"""The registry's pages."""

from jialing.portal.registry.views.files import export
from jialing.portal.registry.views.listing import records
from jialing.portal.registry.views.one import record

__all__ = ["export", "record", "records"]
