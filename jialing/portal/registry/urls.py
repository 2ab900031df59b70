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
    path("counts/<slug:slug>/edit", views.change_count, name="count_edit"),
    path("counts/<slug:slug>", views.one_count, name="count"),
    path("counts/<slug:slug>.<str:form>", views.count_file, name="count_file"),
    path("mine", views.mine, name="mine"),
    path("sleeping", views.sleeping, name="sleeping"),
    path("duplicates/find", views.find_duplicates, name="find_duplicates"),
    path("duplicates/<str:public_id>/compare", views.compare, name="compare"),
    path("alliances/<str:public_id>/health", views.health, name="health"),
    path("organisations/<str:public_id>/split", views.split, name="split"),
    path("zones/<str:public_id>/boundary", views.boundary, name="boundary"),
    path("people/<str:public_id>/works", views.works, name="works"),
    path("my-day", views.day, name="day"),
    path("notices", views.notices, name="notices"),
    path("notices/read", views.notices_read, name="notices_read"),
    path("notices/mail", views.mail_pace, name="mail_pace"),
    path("notices/stop/<str:token>", views.stop_mail, name="stop_mail"),
    path("tasks", views.tasks, name="tasks"),
    path("tasks/<str:public_id>", views.task, name="task"),
    path("tasks/<str:public_id>/move", views.move_task, name="move_task"),
    path("documents/<str:public_id>", views.document, name="document"),
    path("documents/<str:public_id>/withdraw", views.withdraw_document, name="withdraw_document"),
    path("comments/<str:public_id>/withdraw", views.withdraw_comment, name="withdraw_comment"),
    path("<slug:slug>", views.records, name="records"),
    path("<slug:slug>.<str:form>", views.export, name="export"),
    path("<slug:slug>/new", views.create, name="create"),
    path("<slug:slug>/<str:public_id>", views.record, name="record"),
    path("<slug:slug>/<str:public_id>/edit", views.edit, name="edit"),
    path("<slug:slug>/<str:public_id>/history", views.history, name="history"),
    path("<slug:slug>/<str:public_id>/past", views.past, name="past"),
    path("<slug:slug>/<str:public_id>/comments", views.comment, name="comment"),
    path("<slug:slug>/<str:public_id>/tasks", views.set_task, name="set_task"),
    path("<slug:slug>/<str:public_id>/documents", views.attach, name="attach"),
    path("<slug:slug>/<str:public_id>/follow", views.follow, name="follow"),
    path("<slug:slug>/<str:public_id>/do/<slug:act>", views.do, name="do"),
    path("<slug:slug>/<str:public_id>/papers/<slug:paper_id>", views.one_paper, name="paper"),
]
