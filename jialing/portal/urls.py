"""Every address: `/en/...` and `/zh/...`, and `/` in the reader's own language."""

from django.urls import URLResolver, include, path

from jialing.portal.api import urls as api
from jialing.portal.common import views
from jialing.portal.common.language import LanguagePrefix
from jialing.portal.health import health, ready
from jialing.portal.insight.views import first_page, follow

urlpatterns = [
    path("", first_page, name="first"),
    path("v/<str:code>", follow, name="follow"),
    path("theme", views.theme, name="theme"),
    path("robots.txt", views.robots),
    path("health", health, name="health"),
    path("ready", ready, name="ready"),
    path("api/v1/", include(api.v1)),
    URLResolver(
        LanguagePrefix(),
        [
            path("", include(api.pages)),
            path("account/", include("jialing.portal.accounts.urls")),
            path("desk/", include("jialing.portal.desk.urls")),
            path("registry/", include("jialing.portal.registry.urls")),
            path("programmes/", include("jialing.portal.programmes.urls")),
            path("imports/", include("jialing.portal.importing.urls")),
            path("jobs/", include("jialing.portal.jobs.urls")),
            path("", include("jialing.portal.insight.urls")),
        ],
    ),
]

handler429 = "jialing.portal.accounts.views.too_many.too_many"  # allauth's throttles
handler404 = "jialing.portal.common.views.not_found"
handler500 = "jialing.portal.common.views.server_error"
