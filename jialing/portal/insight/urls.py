"""Addresses below `/en/` and `/zh/`."""

from django.urls import path

from jialing.portal.insight import views

app_name = "insight"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("flows", views.flows, name="flows"),
    path("network", views.network, name="network"),
    path("fields", views.fields, name="fields"),
    path("comparison", views.comparison, name="comparison"),
    path("targets", views.targets, name="targets"),
    path("capability", views.capability, name="capability"),
    path("position", views.position, name="position"),
    path("position/joint", views.joint, name="joint"),
    path("position/joint/<str:area_id>", views.joint, name="joint_in"),
    path("position/method", views.position_method, name="position_method"),
    path("position/partners", views.partners, name="partners"),
    path("position/partners/<path:field_id>", views.partners, name="partners_field"),
    path("position/fields/<path:field_id>", views.position_field, name="position_field"),
    path("what-if", views.what_if, name="what_if"),
    path("layout", views.layout, name="layout"),
    path("people", views.talent, name="talent"),
    path("data", views.data, name="data"),
    path("about", views.about, name="about"),
    path("places/<str:place_id>", views.place, name="place"),
    path("pairs/<str:a>/<str:b>", views.pair, name="pair"),
    path("organisations", views.organisations, name="organisations"),
    path("organisations/<path:org_id>", views.organisation, name="organisation"),
    path("fields/<path:field_id>", views.field, name="field"),
    path("rows", views.rows, name="rows"),
    path("rows.csv", views.rows_csv, name="rows_csv"),
    path("search", views.search, name="search"),
    path("save", views.save, name="save"),
    path("pictures/<slug:question>.json", views.spec, name="spec"),
    path("tables/<slug:question>", views.table, name="table"),
    path("brief.<slug:kind>", views.brief, name="brief"),
    path("download/<slug:question>.<slug:kind>", views.download, name="download"),
]
