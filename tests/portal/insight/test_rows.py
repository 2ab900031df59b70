import csv
import io
import re

import pytest
from django.http import QueryDict
from django.test import Client

from jialing.atlas import RowsQuery
from jialing.errors import InputError
from jialing.portal.insight.addresses import full_org, rows_query_from, rows_query_string, short_org
from tests.atlas.factory import CHENGDU, CHONGQING, PUBLICATIONS

pytestmark = pytest.mark.django_db
ALL = f"of={PUBLICATIONS}&from=2018&to=2023"


def test_rows_query_survives_its_address() -> None:
    query = RowsQuery(
        population=PUBLICATIONS,
        first_year=2018,
        last_year=2020,
        any_places=(CHENGDU, CHONGQING),
        all_of=(CHENGDU,),
        orgs=("https://ror.org/0scu", "local:a/b"),
        all_orgs=("https://ror.org/0cqu",),
        countries=("SG",),
        field="openalex:F17",
        text='100% "yield" & more',
        circle="chengdu-chongqing",
        partner="circle:beijing-tianjin-hebei",
    )
    assert rows_query_from(QueryDict(rows_query_string(query))) == query


@pytest.mark.parametrize("org_id", ["https://ror.org/011ashp19", "local:scu", "local:0abc", "https://ror.org/0scu"])
def test_org_id_survives_its_address(org_id: str) -> None:
    assert full_org(short_org(org_id)) == org_id


@pytest.mark.parametrize("query", ["", "of=", f"of={PUBLICATIONS}&from=x&to=2020", f"of={PUBLICATIONS}&from=2018"])
def test_rows_query_of_a_bad_address_is_refused(query: str) -> None:
    with pytest.raises(InputError):
        rows_query_from(QueryDict(query))


@pytest.mark.parametrize(
    "query", ["", "of=nothing&from=2018&to=2020", f"{ALL}&page=0", f"{ALL}&page=x", f"{ALL}&page=-1"]
)
def test_bad_rows_address_gets_a_clear_answer(client: Client, query: str) -> None:
    assert client.get(f"/en/rows?{query}").status_code in {400, 404}


def test_rows_are_paged(client: Client) -> None:
    first = client.get(f"/en/rows?{ALL}").content.decode()
    second = client.get(f"/en/rows?{ALL}&page=2").content.decode()
    titles = [set(re.findall(r"<span class=\"id\">(demo \w+)<", page)) for page in (first, second)]
    assert (len(titles[0]), len(titles[1]), titles[0] & titles[1]) == (25, 25, set())


def test_rows_of_a_page_beyond_the_last_say_what_to_do(client: Client) -> None:
    answer = client.get(f"/en/rows?{ALL}&page=999")
    assert answer.status_code in {200, 400}


def test_rows_are_filtered_by_words(client: Client) -> None:
    html = client.get(f"/en/rows?{ALL}&q=rivers").content.decode()
    titles = re.findall(r"<h2 class=\"work-title\">(.*?)</h2>", html)
    assert {("rivers" in t) for t in titles} == {True}


def test_rows_are_filtered_by_year(client: Client) -> None:
    html = client.get(f"/en/rows?of={PUBLICATIONS}&from=2019&to=2019").content.decode()
    assert set(re.findall(r"<p class=\"work-facts\">(\d{4})", html)) == {"2019"}


def test_rows_say_as_printed_what_for_and_why(client: Client) -> None:
    html = client.get(f"/en/rows?{ALL}").content.decode()
    lacking = [w for w in ("As printed", "Taken for", "Because", 'class="printed"') if w not in html]
    assert lacking == []


def test_rows_escape_markup_in_titles(client: Client) -> None:
    html = client.get(f"/en/rows?{ALL}&q=grids").content.decode()
    assert ("&lt;nets&gt;" in html, "<nets>" in html) == (True, False)


@pytest.mark.parametrize("address", ["search?q=", f"rows?{ALL}&q=", "?circle=", "?from=", "save?page=/"])
def test_what_a_reader_types_is_escaped(client: Client, address: str) -> None:
    html = client.get(f"/en/{address}<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in html


def test_number_of_rows_agrees_with_the_figure(client: Client) -> None:
    overview = client.get("/en/").content.decode()
    url, number = re.findall(r"<dd><a href=\"([^\"]*/rows[^\"]*)\"[^>]*>([\d,]+)</a>", overview)[0]
    rows = client.get(url.replace("&amp;", "&")).content.decode()
    assert f"Works counted: {number}" in rows


def test_rows_csv_holds_every_participant(client: Client) -> None:
    text = b"".join(client.get(f"/en/rows.csv?{ALL}").streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    lines = list(csv.DictReader(io.StringIO(text, newline="")))
    assert (len({line["work"] for line in lines}), "affiliation" in lines[0]) == (400, True)


def test_rows_csv_guards_formulas(client: Client) -> None:
    text = b"".join(client.get(f"/en/rows.csv?{ALL}").streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    cells = [c for line in csv.reader(io.StringIO(text, newline="")) for c in line]
    assert [c for c in cells if c[:1] in "=+@" and c] == []


def test_rows_ask_the_database_nothing(client: Client, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(0):
        client.get(f"/en/rows?{ALL}")
