"""Addresses below `/en/account/` and `/zh/account/`: allauth's that we use, under its names, and our own."""

from allauth.account import views as signing
from allauth.mfa import urls as second_factor
from django.urls import include, path, re_path

from jialing.portal.accounts.views import audit, demo, kept, mine, people, requests, rights, sessions

own = (
    [
        path("", mine.mine, name="mine"),
        path("correct", mine.correct, name="correct"),
        path("lend", mine.lend, name="lend"),
        path("loans/<str:public_id>/end", mine.take_back, name="take_back"),
        path("sessions", sessions.sessions, name="sessions"),
        path("sessions/others/end", sessions.end_others, name="end_others"),
        path("sessions/<str:code>/end", sessions.end, name="end_session"),
        path("typed", kept.kept, name="kept"),
        path("demo", demo.enter, name="demo"),
        path("my-data", rights.my_data, name="my_data"),
        path("my-data/download", rights.download, name="download"),
        path("my-data/consent", rights.consent, name="consent"),
        path("my-data/ask", rights.ask, name="ask"),
        path("my-data/requests/<str:public_id>/take-back", rights.take_back, name="request_take_back"),
        path("my-data/erase", rights.erase, name="erase"),
        path("people", people.people, name="people"),
        path("people/<str:public_id>", people.person, name="person"),
        path("people/<str:public_id>/grant", people.grant, name="grant"),
        path("people/<str:public_id>/end/<str:grant_id>", people.end, name="end_grant"),
        path("audit", audit.audit, name="audit"),
        path("data-requests", requests.data_requests, name="data_requests"),
        path("data-requests/<str:public_id>", requests.data_request, name="data_request"),
        path("data-requests/<str:public_id>/answer", requests.answer, name="answer"),
    ],
    "accounts",
)

urlpatterns = [
    path("", include(own)),
    path("login/", signing.login, name="account_login"),
    path("logout/", signing.logout, name="account_logout"),
    path("inactive/", signing.account_inactive, name="account_inactive"),
    path("signup/", signing.signup, name="account_signup"),
    path("reauthenticate/", signing.reauthenticate, name="account_reauthenticate"),
    path("email/", signing.email, name="account_email"),
    path("confirm-email/", signing.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", signing.confirm_email, name="account_confirm_email"),
    path("password/change/", signing.password_change, name="account_change_password"),
    path("password/set/", signing.password_set, name="account_set_password"),
    path("password/reset/", signing.password_reset, name="account_reset_password"),
    path("password/reset/done/", signing.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        signing.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        signing.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("second-factor/", include(second_factor)),
]
