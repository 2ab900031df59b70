"""Addresses below `/en/imports/` and `/zh/imports/`."""

from django.urls import path

from jialing.portal.importing import views

app_name = "importing"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("template/<slug:kind>.xlsx", views.template, name="template"),
    path("example/<slug:kind>.xlsx", views.example, name="example"),
    path("<str:public_id>", views.one, name="one"),
    path("<str:public_id>/columns", views.columns, name="columns"),
    path("<str:public_id>/import", views.begin, name="begin"),
    path("<str:public_id>/undo", views.undo, name="undo"),
    path("<str:public_id>/refused.xlsx", views.refused, name="refused"),
]
