import re

import pytest
from django.test import Client

from jialing.base.phrases import catalogue
from tests.portal.addresses import PAGES, REFUSING, SCOPED

pytestmark = pytest.mark.django_db
CODE = re.compile(r"(?<![\w./:#\"=-])(?:[a-z]+(?:_[a-z]+)*\.){1,3}[a-z]+(?:_[a-z]+)*(?![\w/.])")


def _shown(html: str) -> str:
    body = html[html.index("<body") :]
    body = re.sub(r"<pre[\s\S]*?</pre>|<code[\s\S]*?</code>", "", body)
    return re.sub(r"<[^>]+>", " ", body)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("address", [*PAGES, *REFUSING])
def test_page_is_there_in_both_languages(client: Client, address: str, lang: str) -> None:
    assert client.get(f"/{lang}/{address}").status_code == 200


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("address", PAGES)
def test_page_shows_no_phrase_code(client: Client, address: str, lang: str) -> None:
    shown = _shown(client.get(f"/{lang}/{address}").content.decode())
    assert [word for word in CODE.findall(shown) if word in catalogue()] == []


@pytest.mark.parametrize("address", PAGES)
def test_chinese_page_says_the_frame_in_chinese(client: Client, address: str) -> None:
    shown = _shown(client.get(f"/zh/{address}").content.decode())
    english = {words["en"] for code, words in catalogue().items() if code.startswith(("portal.", "nav.", "rows."))}
    lines = {line.strip() for line in re.split(r"\s{2,}|\n", shown)}
    assert {e for e in english & lines if len(e) > 3} <= {"Jialing"}


@pytest.mark.parametrize("address", PAGES)
def test_page_marks_invented_data(client: Client, address: str) -> None:
    html = client.get(f"/en/{address}").content.decode()
    assert '<aside class="invented"' in html


@pytest.mark.parametrize("address", PAGES)
def test_page_has_one_heading_and_its_landmarks(client: Client, address: str) -> None:
    html = client.get(f"/en/{address}").content.decode()
    counts = [
        len(re.findall(p, html)) for p in (r"<h1[ >]", r"<main ", r"<header class=\"top\"", r"<footer class=\"bot")
    ]
    assert counts == [1, 1, 1, 1]


@pytest.mark.parametrize("address", PAGES)
def test_page_has_no_id_twice(client: Client, address: str) -> None:
    ids = re.findall(r"\sid=\"([^\"]+)\"", client.get(f"/en/{address}").content.decode())
    assert sorted(i for i in set(ids) if ids.count(i) > 1) == []


def test_first_page_is_the_overview(client: Client) -> None:
    html = client.get("/").content.decode()
    assert "Chengdu-Chongqing" in re.findall(r"<h1>(.*?)</h1>", html, re.S)[0]


def test_first_page_follows_the_browser(client: Client) -> None:
    assert '<html lang="zh-Hans"' in client.get("/", headers={"accept-language": "zh-CN"}).content.decode()


@pytest.mark.parametrize("address", ["?of=papers:conference", "fields?of=papers:conference"])
def test_refusal_says_why(client: Client, address: str) -> None:
    html = client.get(f"/en/{address}").content.decode()
    assert html.count('class="refusal"') >= 1


@pytest.mark.parametrize("address", ["", "comparison"])
def test_title_says_the_one_discipline(client: Client, address: str) -> None:
    html = client.get(f"/en/{address}?of=papers:conference").content.decode()
    assert "machine learning only" in re.findall(r"<h1[\s\S]*?</h1>", html)[0]


def test_language_link_keeps_page_and_scope(client: Client) -> None:
    html = client.get("/en/flows?from=2019").content.decode()
    assert 'href="/zh/flows?from=2019"' in html


def test_links_keep_the_scope(client: Client) -> None:
    html = client.get("/en/?from=2019&counting=fractional").content.decode()
    assert 'href="/en/network?from=2019&amp;counting=fractional"' in html


def test_navigation_shows_only_steps_with_pages(client: Client) -> None:
    html = client.get("/en/").content.decode()
    steps = re.findall(r"<nav class=\"steps\"[\s\S]*?</nav>", html)[0]
    assert re.findall(r">(\w+)</a>", steps) == ["Evidence", "Position", "Act"]


@pytest.mark.parametrize(
    "address",
    ["places/CN-999999", "places/<script>", "pairs/CN-510100/XX", "organisations/0nobody", "organisations/local:no"],
)
def test_unknown_object_is_404(client: Client, address: str) -> None:
    assert client.get(f"/en/{address}").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "circle=atlantis",
        "of=nothing:here",
        "from=abc",
        "from=20201",
        "from=-1",
        "from=２０２０",
        "from=2023&to=2018",
        "counting=double",
        "field=openalex:F999",
        "from=%00",
    ],
)
@pytest.mark.parametrize("address", SCOPED[:3])
def test_bad_parameter_gets_a_clear_answer(client: Client, address: str, query: str) -> None:
    answer = client.get(f"/zh/{address}?{query}")
    assert (answer.status_code, '<p class="lede">' in answer.content.decode()) == (400, True)


def test_unknown_version_is_404(client: Client) -> None:
    assert client.get("/en/?version=../../etc").status_code == 404


def test_scope_of_another_population_starts_at_its_default(client: Client) -> None:
    answer = client.get("/en/?of=grants:projects&from=2018&to=2019&was=demo:publications")
    assert (answer.status_code, answer["Location"]) == (302, "/en/?of=grants%3Aprojects")


def test_page_without_a_version_says_which_command_to_run(client: Client, settings, tmp_path) -> None:  # type: ignore[no-untyped-def]
    settings.DATA = tmp_path
    answer = client.get("/en/")
    assert (answer.status_code, "jialing demo" in answer.content.decode()) == (503, True)


@pytest.mark.parametrize("address", SCOPED)
def test_page_asks_the_database_nothing(client: Client, address: str, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(0):
        client.get(f"/en/{address}")
