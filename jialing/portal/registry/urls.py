"""Addresses below `/en/registry/` and `/zh/registry/`."""

from django.urls import path

from jialing.portal.registry import views

app_name = "registry"

urlpatterns = [
    path("<slug:slug>", views.records, name="records"),
    path("<slug:slug>.<str:form>", views.export, name="export"),
    path("<slug:slug>/<str:public_id>", views.record, name="record"),
]
