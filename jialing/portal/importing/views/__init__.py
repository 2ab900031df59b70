"""The pages of imports."""

from jialing.portal.importing.views.choosing import columns
from jialing.portal.importing.views.files import example, refused, template
from jialing.portal.importing.views.one import begin, one, undo
from jialing.portal.importing.views.starting import mine

__all__ = ["begin", "columns", "example", "mine", "one", "refused", "template", "undo"]
