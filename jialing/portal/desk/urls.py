"""Addresses below `/en/desk/` and `/zh/desk/`."""

from django.urls import path

from jialing.portal.desk import views

app_name = "desk"

urlpatterns = [
    path("", views.board, name="board"),
    path("decide", views.decide, name="decide"),
    path("undo", views.undo, name="undo"),
    path("organisations", views.organisations, name="organisations"),
    path("works", views.works, name="works"),
    path("disagreements", views.disagreements, name="disagreements"),
    path("settle", views.settle, name="settle"),
    path("decided", views.decided, name="decided"),
]
