"""Addresses below `/en/registry/` and `/zh/registry/`."""

from django.urls import path

from jialing.portal.registry import views

app_name = "registry"

urlpatterns = [
    path("search", views.search, name="search"),
    path("kept/<slug:slug>", views.keep, name="keep"),
    path("kept/<slug:slug>/<str:public_id>", views.kept, name="kept"),
    path("<slug:slug>.map", views.map_spec, name="map"),
    path("counts", views.counts, name="counts"),
    path("counts/new", views.new_count, name="count_new"),
    path("counts/<slug:slug>", views.one_count, name="count"),
    path("counts/<slug:slug>.<str:form>", views.count_file, name="count_file"),
    path("mine", views.mine, name="mine"),
    path("sleeping", views.sleeping, name="sleeping"),
    path("duplicates/find", views.find_duplicates, name="find_duplicates"),
    path("duplicates/<str:public_id>/compare", views.compare, name="compare"),
    path("alliances/<str:public_id>/health", views.health, name="health"),
    path("organisations/<str:public_id>/split", views.split, name="split"),
    path("people/<str:public_id>/works", views.works, name="works"),
    path("<slug:slug>", views.records, name="records"),
    path("<slug:slug>.<str:form>", views.export, name="export"),
    path("<slug:slug>/new", views.create, name="create"),
    path("<slug:slug>/<str:public_id>", views.record, name="record"),
    path("<slug:slug>/<str:public_id>/edit", views.edit, name="edit"),
    path("<slug:slug>/<str:public_id>/history", views.history, name="history"),
    path("<slug:slug>/<str:public_id>/past", views.past, name="past"),
    path("<slug:slug>/<str:public_id>/do/<slug:act>", views.do, name="do"),
    path("<slug:slug>/<str:public_id>/papers/<slug:paper_id>", views.one_paper, name="paper"),
]
