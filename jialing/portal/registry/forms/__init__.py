"""What people type into records, checked and worded."""

from jialing.portal.registry.forms.record import FormField, RecordForm, form_for, new_record

__all__ = ["FormField", "RecordForm", "form_for", "new_record"]
