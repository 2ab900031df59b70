from django.test import Client, RequestFactory

from jialing.portal.common.language import in_language, language_of


def _request(path: str, **more):  # type: ignore[no-untyped-def]
    request = RequestFactory().get(path, headers=more.get("headers"))
    request.COOKIES.update(more.get("cookies", {}))
    return request


def test_language_of_address_wins_over_cookie() -> None:
    assert language_of(_request("/en/flows", cookies={"language": "zh"})) == "en"


def test_language_of_cookie_wins_over_browser() -> None:
    assert language_of(_request("/", cookies={"language": "zh"}, headers={"accept-language": "en"})) == "zh"


def test_language_follows_browser() -> None:
    assert language_of(_request("/", headers={"accept-language": "zh-CN,zh;q=0.9,en;q=0.5"})) == "zh"


def test_language_ignores_unknown_cookie() -> None:
    assert language_of(_request("/", cookies={"language": "<script>"})) == "en"


def test_in_language_keeps_the_page() -> None:
    assert in_language("/en/places/CN-510100", "zh") == "/zh/places/CN-510100"


def test_in_language_of_first_page_leads_to_prefix() -> None:
    assert in_language("/", "zh") == "/zh/"


def test_html_states_language(client: Client, db: None) -> None:
    assert '<html lang="zh-Hans"' in client.get("/zh/about").content.decode()


def test_address_sets_cookie_once(client: Client, db: None) -> None:
    first = client.get("/zh/about")
    second = client.get("/zh/about")
    assert (first.cookies["language"].value, "language" in second.cookies) == ("zh", False)
