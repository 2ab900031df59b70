"""What a viewer can be to an account, a grant, a loan, a request."""

from __future__ import annotations

from django.db.models import Q

from jialing.portal.common.access import Viewer, relation


@relation("account", "self")
def _self(viewer: Viewer) -> Q | None:
    return Q(pk=viewer.user_id) if viewer.is_signed_in else None


@relation("grant", "holder")
@relation("data_request", "asker")
def _own(viewer: Viewer) -> Q | None:
    return Q(user_id=viewer.user_id) if viewer.is_signed_in else None


@relation("delegation", "lender")
def _lender(viewer: Viewer) -> Q | None:
    return Q(grant__user_id=viewer.user_id) if viewer.is_signed_in else None


@relation("delegation", "borrower")
def _borrower(viewer: Viewer) -> Q | None:
    return Q(to_id=viewer.user_id) if viewer.is_signed_in else None
