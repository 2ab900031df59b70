"""What surrounds every operation: tokens, limits, forms, languages, errors."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from jialing.portal.api.models import ApiToken
from jialing.portal.common.redaction import redacted
from tests.portal.accounts.factory import person
from tests.portal.api.world import Program, key_of, officer_key
from tests.portal.registry.factory import organisation, platform

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db


def test_token_speaks_for_its_person() -> None:
    user = person("programme_officer", place="CN-500000")
    answer = Program(key_of(user)).get("/me").data
    assert (answer["id"], answer["token"]["scopes"]) == (user.public_id, ["read", "write"])
    assert {"role": "programme_officer", "jurisdiction": "CN-500000"} in answer["roles"]


def test_nobody_is_asked_to_sign_in() -> None:
    answer = Program().get("/me")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="jialing"')


@pytest.mark.parametrize("spoilt", ["expired", "revoked", "closed", "mistyped"])
def test_token_that_stands_no_more_opens_nothing(spoilt: str) -> None:
    user = person()
    key = key_of(user)
    if spoilt == "expired":
        ApiToken.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    elif spoilt == "revoked":
        ApiToken.objects.update(revoked_at=timezone.now())
    elif spoilt == "closed":
        user.is_active = False
        user.save()
    else:
        key = key[:-1] + ("a" if key[-1] != "a" else "b")
    answer = Program(key).get("/organisations")
    assert (answer.status_code, answer.data["code"]) == (401, "api.bad_token")


def test_only_the_digest_is_kept() -> None:
    key = key_of(person())
    kept = str(ApiToken.objects.values().get())
    assert (key in kept, key[:10] in kept) == (False, True)


def test_day_of_the_last_use_is_kept() -> None:
    Program(key_of(person())).get("/me")
    assert ApiToken.objects.get().last_used_on == timezone.localdate()


def test_token_for_reading_writes_nothing() -> None:
    answer = Program(officer_key(may_write=False)).post("/organisations", {"name_en": "x"})
    assert (answer.status_code, answer.data["params"]) == (403, {"scope": "write:organisations"})


def test_token_of_some_subjects_reaches_no_other() -> None:
    program = Program(officer_key(subjects=("platforms",)))
    codes = [program.get(path).status_code for path in ("/platforms", "/organisations", "/counts", "/me")]
    assert codes == [200, 403, 403, 200]


def test_search_of_a_narrow_token_finds_its_subjects_only() -> None:
    from jialing.portal.common.search.filing import rebuild

    organisation("Jialing")
    platform("Jialing")
    rebuild()
    found = Program(officer_key(subjects=("platforms",))).get("/search?q=Jialing").data["items"]
    assert {one["record"]["kind_name"] for one in found} == {"platform"}


def test_token_in_an_address_is_refused_and_not_said_again() -> None:
    key = officer_key()
    answer = Program(key).get(f"/organisations?token={key}")
    assert (answer.status_code, answer.data["code"]) == (400, "api.token_in_address")
    assert key not in answer.content.decode()


def test_token_is_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    key = officer_key()
    with caplog.at_level(logging.DEBUG):
        Program(key).get("/organisations/nothing")
        Program(key).post("/organisations", {"name_en": 7})
        Program(key[:-1]).get("/organisations")
    assert key[:-1] not in caplog.text
    assert key not in redacted(f"GET /api/v1/organisations?x={key}")


def test_limit_is_told_and_kept(settings: SettingsWrapper) -> None:
    settings.API_LIMITS = {"token": 3, "address": 2, "wrong_token": 2}
    program = Program(key_of(person()))
    answers = [program.get("/me") for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert answers[0]["RateLimit-Policy"] == '"token";q=3;w=60'
    assert 0 < int(answers[-1]["Retry-After"]) <= 60


def test_guessing_tokens_is_slowed_down(settings: SettingsWrapper) -> None:
    settings.API_LIMITS = {"token": 99, "address": 99, "wrong_token": 2}
    wrong = Program(f"jlt_{'x' * 43}", **{"x-forwarded-for": "192.0.2.7"})
    assert [wrong.get("/me").status_code for _ in range(3)][-1] == 429


def test_errors_are_problems_in_the_language_asked_for() -> None:
    answer = Program(**{"accept-language": "zh-CN,zh;q=0.9"}).get("/organisations/2222222222")
    assert (answer["Content-Type"], answer["Content-Language"]) == ("application/problem+json", "zh-Hans")
    assert answer.data["detail"].startswith("没有")
    assert set(answer.data) == {"type", "title", "status", "detail", "code", "params", "request_id"}
    assert answer.data["request_id"] == answer["X-Request-Id"]


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/nothing", {}, 404),
        ("DELETE", "/organisations", {}, 405),
        ("TRACE", "/search", {}, 405),
        ("GET", "/organisations", {"accept": "text/html"}, 406),
        ("POST", "/organisations", {"content_type": "text/csv"}, 415),
    ],
)
def test_wrong_ways_of_asking_have_their_own_status(
    method: str, path: str, headers: dict[str, str], status: int
) -> None:
    answer = Program(officer_key()).ask(method, path, **headers)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert ("Allow" in answer) == (status == 405)


@pytest.mark.parametrize(
    "body", ['{"name_en": "a", "name_en": "b"}', '{"lat": NaN}', '{"name_en": "\\ud800"}', "{", "[]"]
)
def test_what_is_no_plain_json_is_refused(body: str) -> None:
    from django.test import Client

    answer = Client().post(
        "/api/v1/organisations", body, "application/json", headers={"authorization": f"Bearer {officer_key()}"}
    )
    assert answer.status_code in (400, 422)
    assert answer["Content-Type"] == "application/problem+json"


def test_unchanged_answer_is_not_sent_again() -> None:
    one = organisation("Same")
    tag = Program().get(f"/organisations/{one.public_id}")["ETag"]
    assert Program().ask("GET", f"/organisations/{one.public_id}", if_none_match=tag).status_code == 304


def test_answers_are_the_askers_alone() -> None:
    answer = Program().get("/organisations")
    assert answer["Cache-Control"] == "private, no-cache"
    assert {"Authorization", "Accept-Language", "Cookie"} <= {one.strip() for one in answer["Vary"].split(",")}


def test_head_answers_as_get_without_body() -> None:
    answer: Any = Program().ask("HEAD", "/organisations")
    assert (answer.status_code, answer.content) == (200, b"")


def test_edition_is_not_told_to_those_who_may_not_read_it() -> None:
    from jialing.portal.registry.models import Founding

    one = Founding.objects.create(name_en="Joint", place_id="CN-500000", state="operating")
    assert not Program().get(f"/foundings/{one.public_id}")["ETag"].startswith('"e')
