"""Signing up and in, in both languages; and what those try who are up to no good."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client

from jialing.portal.accounts.models import Consent, User
from jialing.portal.common.models import AuditRecord
from tests.portal.accounts.factory import PASSWORD, SECRET, person, signed_in

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
LOGIN = "/en/account/login/"
HAN = re.compile(r"[一-鿿]")
ENTRANCE = ("login/", "signup/", "password/reset/", "password/reset/done/", "confirm-email/")
NEW = {"name": "王芳", "email": "wang@example.org", "password1": "an entirely new one", "agree": "on"}


def _log_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> object:
    return client.post(LOGIN, {"login": email, "password": password, **more})


def _is_in(client: Client) -> bool:
    return client.get("/en/account/").status_code == 200


def _link(number: int = -1) -> str:
    return re.findall(r"https?://\S+", str(mail.outbox[number].body))[0]


def _code() -> str:
    return format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time())))


# --- the good ones ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ENTRANCE)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_entrance_pages_stand_in_both_languages(client: Client, page: str, lang: str) -> None:
    answer = client.get(f"/{lang}/account/{page}", follow=True)
    text = re.sub(r"<[^>]+>", " ", answer.content.decode().partition("<main")[2].partition("</main>")[0])
    assert (answer.status_code, bool(HAN.search(text))) == (200, lang == "zh")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "page",
    [
        "",
        "sessions",
        "logout/",
        "email/",
        "password/change/",
        "reauthenticate/",
        "second-factor/",
        "second-factor/recovery-codes/generate/",
        "second-factor/totp/deactivate/",
    ],
)
def test_own_pages_stand_in_both_languages(page: str, lang: str) -> None:
    client, _ = signed_in("auditor", name_en="Li Na", name_zh="")
    if "second-factor/" in page:
        client.post(f"/{lang}/account/reauthenticate/?next=/{lang}/account/", {"password": PASSWORD})
    answer = client.get(f"/{lang}/account/{page}")
    text = re.sub(r"<[^>]+>|中文", " ", answer.content.decode().partition("<main")[2].partition("</main>")[0])
    assert (answer.status_code, bool(HAN.search(text))) == (200, lang == "zh")


def test_sign_up_waits_for_the_confirmed_address(client: Client) -> None:
    client.post("/zh/account/signup/", NEW)
    user = User.objects.get(email="wang@example.org")
    assert (user.name_zh, user.language, _is_in(client)) == ("王芳", "zh", False)
    assert not EmailAddress.objects.get(user=user).verified


def test_sign_up_goes_on_by_the_link_in_the_readers_language(client: Client) -> None:
    client.post("/zh/account/signup/", NEW)
    link = _link()
    assert (mail.outbox[0].subject, link.startswith("http://testserver/zh/account/confirm-email/")) == (
        "请确认您的邮箱",
        True,
    )
    client.get(link)
    assert not EmailAddress.objects.get().verified  # a mail scanner that follows links confirms nothing
    client.post(link)
    _log_in(client, "wang@example.org", "an entirely new one")
    assert (EmailAddress.objects.get().verified, _is_in(client)) == (True, True)


def test_sign_up_keeps_what_was_agreed_to(client: Client) -> None:
    client.post("/en/account/signup/", NEW)
    assert list(Consent.objects.values_list("purpose", "text_version")) == [("account", "2026-11")]


@pytest.mark.parametrize("lacking", ["name", "email", "password1", "agree"])
def test_sign_up_needs_every_field(client: Client, lacking: str) -> None:
    client.post("/en/account/signup/", {k: v for k, v in NEW.items() if k != lacking})
    assert User.objects.count() == 0


@pytest.mark.parametrize("password", ["short", "qwerty123456", "928374650192837", "wang@example.org"])
def test_weak_password_is_refused_in_chinese(client: Client, password: str) -> None:
    html = client.post("/zh/account/signup/", NEW | {"password1": password}).content.decode()
    wrong = re.findall(r'class="wrong"[^>]*>([^<]+)<', html)
    assert (User.objects.count(), [bool(HAN.search(text)) for text in wrong]) == (0, [True])


def test_person_signs_in_and_is_greeted_by_name(client: Client) -> None:
    user = person(name_en="Li Na")
    answer = client.post(LOGIN, {"login": user.email.upper(), "password": PASSWORD}, follow=True)
    assert (answer.redirect_chain[-1][0], "Signed in as Li Na." in answer.content.decode()) == (
        "/en/registry/my-day",
        True,
    )


def test_signing_in_stands_in_the_audit(client: Client) -> None:
    user = person()
    _log_in(client, user.email)
    assert list(AuditRecord.objects.values_list("actor", "code")) == [(user.public_id, "person.signed_in")]


def test_second_factor_is_asked_for(client: Client) -> None:
    user = person("auditor")
    answer = client.post(LOGIN, {"login": user.email, "password": PASSWORD}, follow=True)
    assert (answer.redirect_chain[-1][0], _is_in(client)) == ("/en/account/second-factor/authenticate/", False)
    client.post("/en/account/second-factor/authenticate/", {"code": _code()})
    assert _is_in(client)


def test_second_factor_is_set_up_with_recovery_codes() -> None:
    client, user = signed_in("auditor", second_factor=False)
    client.logout()
    _log_in(client, user.email)
    page = "/en/account/second-factor/totp/activate/"
    client.post(f"/en/account/reauthenticate/?next={page}", {"password": PASSWORD})
    html = client.get(page).content.decode()
    secret = re.findall(r"<code>([A-Z2-7]{16,})</code>", html)[0]
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    answer = client.post(page, {"code": code}, follow=True)
    found = re.findall(r"<li><code>\d+</code>", answer.content.decode())
    assert (answer.redirect_chain[-1][0], len(found)) == ("/en/account/second-factor/recovery-codes/", 10)


def test_secret_of_a_second_factor_is_sealed_in_the_database() -> None:
    from allauth.mfa.models import Authenticator

    stored = Authenticator.objects.get(user=person("auditor"), type="totp").data["secret"]
    assert SECRET not in stored


def test_password_is_reset_by_a_link_in_the_persons_language(client: Client) -> None:
    user = person(language="zh")
    client.post("/en/account/password/reset/", {"email": user.email})
    link = _link()
    assert ("/zh/account/password/reset/key/" in link, HAN.search(mail.outbox[0].subject) is not None) == (True, True)
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "quite another word", "password2": "quite another word"})
    _log_in(client, user.email, "quite another word")
    assert _is_in(client)


def test_reset_link_works_once(client: Client) -> None:
    user = person()
    client.post("/en/account/password/reset/", {"email": user.email})
    link = _link()
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "quite another word", "password2": "quite another word"})
    html = Client().get(link, follow=True).content.decode()
    assert "This link no longer works" in html


def test_new_password_ends_other_sessions() -> None:
    client, user = signed_in()
    other = Client()
    other.force_login(user)
    new = "quite another word"
    client.post(
        "/en/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}, follow=True
    )
    assert (_is_in(client), _is_in(other)) == (True, False)


def test_change_that_guards_the_account_is_told_by_mail() -> None:
    client, user = signed_in()
    new = "quite another word"
    client.post("/en/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert [(m.to, m.subject) for m in mail.outbox] == [([user.email], "Your password was changed")]


# --- the others -------------------------------------------------------------------------------------------------------


def test_guessing_is_stopped_also_for_who_then_knows(client: Client) -> None:
    user = person()
    for _ in range(5):
        _log_in(client, user.email, "a wrong password")
    html = client.post(LOGIN, {"login": user.email, "password": PASSWORD}).content.decode()
    assert ("Too many attempts" in html, _is_in(client)) == (True, False)


def test_guessing_is_counted_in_the_shared_table() -> None:
    """Several workers count together: the throttle is in the database, not in a worker's memory."""
    from django.db import connection

    _log_in(Client(), "nobody@example.org", "a wrong password")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM shared_cache")
        assert cursor.fetchone()[0] > 0


def test_guessing_codes_is_stopped(client: Client) -> None:
    user = person("auditor")
    _log_in(client, user.email)
    for _ in range(5):
        client.post("/en/account/second-factor/authenticate/", {"code": "000000"})
    client.post("/en/account/second-factor/authenticate/", {"code": _code()})
    assert not _is_in(client)


def test_sign_ups_from_one_address_are_throttled(client: Client) -> None:
    told = [
        client.post("/zh/account/signup/", NEW | {"email": f"n{n}@example.org"}, headers={"cookie": ""}).status_code
        for n in range(12)
    ]
    assert (told[-1], User.objects.count()) == (429, 10)


def test_reset_link_names_no_host_of_the_requests_choosing(client: Client, settings: SettingsWrapper) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.PUBLIC_ADDRESS = "https://jialing.example.org"
    user = person()
    client.post("/en/account/password/reset/", {"email": user.email}, headers={"host": "evil.example"})
    assert _link().startswith("https://jialing.example.org/en/account/password/reset/key/")


def test_forwarded_host_is_not_believed(client: Client) -> None:
    user = person()
    client.post("/en/account/password/reset/", {"email": user.email}, headers={"x-forwarded-host": "evil.example"})
    assert _link().startswith("http://testserver/")


def test_unknown_host_is_refused(client: Client) -> None:
    answer = client.post("/en/account/password/reset/", {"email": "a@b.cn"}, headers={"host": "evil.example"})
    assert (answer.status_code, len(mail.outbox)) == (400, 0)


def test_sessions_key_changes_with_signing_in(client: Client) -> None:
    """Who planted a session key in somebody's browser does not know the key after signing in."""
    client.get("/en/account/password/reset/key/1-set-password/")
    session = client.session
    session["planted"] = "1"
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    _log_in(client, person().email)
    stranger = Client()
    stranger.cookies["sessionid"] = planted
    assert (client.cookies["sessionid"].value == planted, _is_in(stranger), _is_in(client)) == (False, False, True)


@pytest.mark.parametrize(
    "elsewhere",
    ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "http:evil.example"],
)
def test_sign_in_leads_to_no_other_host(client: Client, elsewhere: str) -> None:
    answer = client.post(LOGIN, {"login": person().email, "password": PASSWORD, "next": elsewhere})
    assert answer["Location"] == "/en/registry/my-day"


def test_sign_in_leads_back_to_where_it_was_asked_for(client: Client) -> None:
    answer = client.post(LOGIN, {"login": person().email, "password": PASSWORD, "next": "/en/flows?of=x"})
    assert answer["Location"] == "/en/flows?of=x"


def _shown(client: Client, page: str, sent: dict[str, str]) -> tuple[int, str]:
    answer = client.post(page, sent, follow=True)
    html = re.sub(r'value="[^"]*"|name="csrf[^>]*|[\w.]+@example.org', "", answer.content.decode())
    return answer.status_code, html


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        (LOGIN, {"login": "{}", "password": "a wrong password"}),
        ("/en/account/password/reset/", {"email": "{}"}),
        ("/en/account/signup/", NEW | {"email": "{}"}),
    ],
)
def test_page_tells_nothing_about_who_has_an_account(page: str, sent: dict[str, str]) -> None:
    known, unknown = person().email, "stranger@example.org"
    shown = [_shown(Client(), page, {k: v.format(email) for k, v in sent.items()}) for email in (known, unknown)]
    assert shown[0] == shown[1]


def test_sign_up_with_a_taken_address_takes_as_long(client: Client, settings: SettingsWrapper) -> None:
    """A password is hashed in both cases; without, the answer would come ten times as fast."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    known = person(password=None).email
    spent = []
    for email in (known, "stranger@example.org"):
        began = time.process_time()
        Client().post("/en/account/signup/", NEW | {"email": email})
        spent.append(time.process_time() - began)
    assert max(spent) / min(spent) < 2.5


def test_owner_of_a_taken_address_is_told_by_mail(client: Client) -> None:
    user = person()
    client.post("/en/account/signup/", NEW | {"email": user.email})
    assert (mail.outbox[0].to, mail.outbox[0].subject) == ([user.email], "You have an account already")


def test_name_ends_no_mail_header(client: Client) -> None:
    client.post("/en/account/signup/", NEW | {"name": "A\r\nBcc: all@example.org"})
    message = mail.outbox[0].message()
    assert (message["Bcc"], User.objects.get().name_en) == (None, "A Bcc: all@example.org")


def test_browsers_name_begins_no_paragraph_of_a_mail() -> None:
    client, _ = signed_in()
    new = "quite another word"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post("/en/account/password/change/", sent, headers={"user-agent": "x\u2028https://evil.example"})
    assert "\u2028" not in str(mail.outbox[0].body)


@pytest.mark.parametrize("page", ["account/login/", "account/signup/", "account/password/reset/", "account/logout/"])
def test_form_without_token_is_refused(page: str) -> None:
    assert Client(enforce_csrf_checks=True).post(f"/en/{page}", {}).status_code == 403


def test_signed_in_pages_are_kept_by_no_browser() -> None:
    client, _ = signed_in()
    assert client.get("/en/account/")["Cache-Control"] == "no-store"


def test_header_that_asks_for_json_gets_no_other_interface(client: Client) -> None:
    answer = client.post(LOGIN, {"login": "x"}, headers={"x-requested-with": "XMLHttpRequest"})
    assert answer["Content-Type"].startswith("text/html")


def test_closed_account_does_not_sign_in(client: Client) -> None:
    _log_in(client, person(is_active=False).email)
    assert not _is_in(client)


def test_cookies_are_out_of_scripts_reach(client: Client) -> None:
    _log_in(client, person().email)
    flags = {name: (c["httponly"], c["samesite"]) for name, c in client.cookies.items()}
    assert (flags["sessionid"], flags["writer"]) == ((True, "Lax"), (True, "Lax"))
