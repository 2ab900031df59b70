"""Addresses below `/en/jobs/` and `/zh/jobs/`."""

from django.urls import path

from jialing.portal.jobs import views

app_name = "jobs"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("<str:public_id>", views.one, name="one"),
    path("<str:public_id>/cancel", views.cancel_one, name="cancel"),
    path("<str:public_id>/retry", views.retry_one, name="retry"),
]
