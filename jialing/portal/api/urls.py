"""Addresses of the interface (no language stands in them) and of the pages about it."""

from django.urls import URLPattern, URLResolver, path

from jialing.portal.api import views
from jialing.portal.api.interface import interface

v1: list[URLPattern | URLResolver] = [
    path("openapi.json", views.openapi, name="api_description"),
    path("", interface().urls),
]

pages = (
    [
        path("api", views.about, name="about"),
        path("api/operations", views.operations, name="operations"),
        path("account/tokens", views.tokens, name="tokens"),
        path("account/tokens/every", views.every, name="every"),
        path("account/tokens/<str:public_id>/revoke", views.revoke, name="revoke"),
    ],
    "tokens",
)
