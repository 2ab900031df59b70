import pytest
from django.db import transaction

from jialing.portal.common.actions import record
from jialing.portal.common.models import AuditRecord
from jialing.portal.insight.models import SavedView


@pytest.mark.django_db
def test_record_says_who_what_and_about_what() -> None:
    view = SavedView(code="abc")
    row = record("desk", "view.saved", view, path="/flows")
    assert (row.actor, row.code, row.object_kind, row.object_id, row.params) == (
        "desk",
        "view.saved",
        "insight.savedview",
        "abc",
        {"path": "/flows"},
    )


@pytest.mark.django_db(transaction=True)
def test_record_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record("desk", "view.saved", SavedView(code="abc"))


@pytest.mark.django_db(transaction=True)
def test_record_goes_with_its_action() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record("desk", "view.saved", SavedView(code="abc"))
        raise ZeroDivisionError
    assert AuditRecord.objects.count() == 0
