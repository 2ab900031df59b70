"""How each kind of record is brought in: how a row finds its record, what it does to it, what follows."""

from __future__ import annotations

from collections.abc import Mapping

from jialing.portal.importing.kinds.base import Importer
from jialing.portal.importing.kinds.memberships import Memberships
from jialing.portal.importing.kinds.organisations import Organisations
from jialing.portal.importing.kinds.platforms import Platforms
from jialing.portal.importing.kinds.recognitions import Recognitions
from jialing.portal.importing.kinds.zone_entries import ZoneEntries

IMPORTERS: Mapping[str, Importer] = {
    one.kind: one for one in (Organisations(), Platforms(), Memberships(), ZoneEntries(), Recognitions())
}

__all__ = ["IMPORTERS", "Importer"]
