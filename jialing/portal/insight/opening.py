"""Opening the lake for a request."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from jialing.atlas import Atlas, open_atlas
from jialing.portal.insight.scope import View, view_of


def atlas_for(request: HttpRequest) -> Atlas:
    """The atlas of the version that the address names, else of the current one.

    Raises InputError ``lake.no_version`` where nothing was published, ``lake.unknown_version`` where it is gone.
    """
    return open_atlas(settings.DATA, version=request.GET.get("version", ""), config=settings.CONFIG)


def opened(request: HttpRequest) -> View:
    """What the request looks at."""
    return view_of(request, atlas_for(request))
