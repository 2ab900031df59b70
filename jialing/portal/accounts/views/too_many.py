"""The answer to whoever tries too often."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def too_many(request: HttpRequest) -> HttpResponse:
    """429, worded; allauth finds it as the root's ``handler429``."""
    return render(request, "accounts/too_many.html", status=429)
