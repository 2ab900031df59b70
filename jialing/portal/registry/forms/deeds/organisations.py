"""What may be done to organisations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jialing.portal.common.access import Viewer
from jialing.portal.registry.actions import identity, organisations
from jialing.portal.registry.enums import NameKind
from jialing.portal.registry.forms.deeds.asked import WHY_NEEDED, Deed, Input, Values, an_organisation, values_of, whole


def _add_name(record: Any, values: Values, by: Viewer, _: int | None) -> Any:
    return organisations.add_name(record, by=by, **values)


def _merge(record: Any, values: Values, by: Viewer, seen: int | None) -> Any:
    identity.merge_organisations(values["organisation"], record, by=by, why=values["why"], seen=seen)
    return values["organisation"]


DEEDS: Mapping[str, Deed] = {
    "organisation.name": Deed(
        (
            Input("name", is_required=True),
            Input("kind", "choice", is_required=True, options=values_of(NameKind), codes="registry.name_kind"),
            Input("language"),
        ),
        _add_name,
    ),
    "organisation.merge": Deed((an_organisation(), WHY_NEEDED), _merge),
    "organisation.withdraw": Deed((WHY_NEEDED,), whole(organisations.withdraw_organisation)),
    "organisation.reinstate": Deed((WHY_NEEDED,), whole(organisations.reinstate_organisation)),
}
