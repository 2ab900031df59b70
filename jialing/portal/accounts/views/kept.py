"""A form typed in a session that had expired comes back, filled, after signing in again."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jialing.portal.accounts.kept_forms import TOKEN, kept_form
from jialing.portal.accounts.views.answers import me


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """Everything that was typed, to look at and to send again; what it is sent to checks it as ever."""
    found = kept_form(token=request.COOKIES.get(TOKEN, ""), user_id=me(request).pk, now=timezone.now())
    if found is None:
        raise Http404
    fields = [(name, value) for name, values in found.fields.items() for value in values]
    return render(request, "accounts/kept.html", {"kept": found, "fields": fields})
