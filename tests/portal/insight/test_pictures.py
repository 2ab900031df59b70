import gzip
import json
import re

import pytest
from django.test import Client

from tests.portal.addresses import DRAWN

pytestmark = pytest.mark.django_db


def _specs(client: Client, address: str) -> list[str]:
    html = client.get(f"/en/{address}").content.decode()
    return [url.replace("&amp;", "&") for url in re.findall(r"data-spec=\"([^\"]+)\"", html)]


@pytest.mark.parametrize("address", DRAWN)
def test_picture_has_all_that_must_stand_around_it(client: Client, address: str) -> None:
    html = client.get(f"/en/{address}").content.decode()
    figures = re.findall(r"<figure class=\"picture[^\"]*\"[\s\S]*?</figure>", html)
    drawn = [f for f in figures if "data-spec" in f]
    lacking = [
        (needed, figure[:80])
        for figure in drawn
        for needed in ('class="finding"', 'class="facts"', 'class="source"', "CSV</a>", "PNG</a>", "SVG</a>", "/save?")
        if needed not in figure
    ]
    assert (len(drawn) > 0, lacking) == (True, [])


@pytest.mark.parametrize("address", DRAWN)
def test_every_specification_is_there_in_both_themes(client: Client, address: str) -> None:
    urls = _specs(client, address)
    answers = [client.get(url + theme) for url in urls for theme in ("", "&theme=dark")]
    assert {a.status_code for a in answers} == {200}


def test_specification_is_kept_for_ever_by_browsers(client: Client) -> None:
    answer = client.get(_specs(client, "")[0])
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"


def test_specification_without_version_is_not_kept(client: Client) -> None:
    assert "Cache-Control" not in client.get("/en/pictures/trend.json")


def test_specification_is_sent_plain_to_who_cannot_read_gzip(client: Client) -> None:
    answer = client.get("/en/pictures/trend.json")
    assert (answer.get("Content-Encoding"), "encoding" in json.loads(answer.content)) == (None, True)


def test_specification_is_sent_compressed_once(client: Client) -> None:
    answer = client.get("/en/pictures/trend.json", headers={"accept-encoding": "gzip"})
    assert (answer["Content-Encoding"], "encoding" in json.loads(gzip.decompress(answer.content))) == ("gzip", True)


def test_specification_reserves_the_height_it_needs(client: Client) -> None:
    html = client.get("/en/").content.decode()
    reserved, url = re.findall(r"class=\"drawing h-(\d+)[^\"]*\"[^>]*data-spec=\"([^\"]+)\"", html)[0]
    height = json.loads(client.get(url.replace("&amp;", "&")).content)["height"]
    assert height <= int(reserved) <= height + 140


@pytest.mark.parametrize("question", ["nonsense", "trend.exe"])
def test_unknown_question_is_404(client: Client, question: str) -> None:
    assert client.get(f"/en/pictures/{question}.json").status_code == 404


def test_question_about_too_few_is_404(client: Client) -> None:
    assert client.get("/en/pictures/pair_trend.json?about=CN-510100").status_code == 404


@pytest.mark.parametrize("query", ["theme=pink", "kind=cake"])
def test_bad_picture_parameter_gets_a_clear_answer(client: Client, query: str) -> None:
    assert client.get(f"/en/pictures/trend.json?{query}").status_code == 400


def test_table_is_a_part_for_htmx_and_a_page_for_others(client: Client) -> None:
    part = client.get("/en/tables/top_pairs", headers={"hx-request": "true"}).content.decode()
    page = client.get("/en/tables/top_pairs").content.decode()
    assert ("<html" in part, "<table" in part, "<html" in page, "<table" in page) == (False, True, True, True)


@pytest.mark.parametrize(("kind", "beginning"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_picture_can_be_taken_as_a_file(client: Client, kind: str, beginning: bytes) -> None:
    answer = client.get(f"/en/download/trend.{kind}")
    assert (answer.content[: len(beginning)], answer["Content-Disposition"][:10]) == (beginning, "attachment")


def test_unknown_kind_of_file_is_404(client: Client) -> None:
    assert client.get("/en/download/trend.exe").status_code == 404
