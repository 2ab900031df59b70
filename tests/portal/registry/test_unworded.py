"""No page of the demo's registry shows a code in place of words, in either language, whoever reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from jialing.base.phrases import catalogue
from jialing.portal.accounts import demo
from jialing.portal.common.language import in_language
from jialing.portal.registry.demo import load_demo
from jialing.portal.registry.lists.spec import LISTS
from jialing.portal.registry.models import SavedCount
from tests.portal.registry.test_work import browser
from tests.portal.registry.world import listed

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
CODE = re.compile(
    r"(?<![\w./@:#=?&-])[a-z]+(?:[_.][a-z]+)*_[a-z_.]+(?![\w/@=-])|(?<![\w./@-])[a-z]+(?:\.[a-z_]+){2,}(?![\w/@-])"
)
"""Words joined by low lines, or by two points and more: what codes look like and words do not."""
PLAIN = frozenset({"make_administrator", "send_notices"})
"""Names of commands, which pages name as they are typed."""
SILENT = frozenset({"script", "style", "code", "pre", "textarea"})
RECORDS_A_LIST = 1


class _Words(HTMLParser):
    """The text that a page shows, and the labels that it speaks."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        self.said += [value for name, value in attrs if name in ("aria-label", "title", "alt", "placeholder") and value]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data)


def codes_in(page: str) -> set[str]:
    """What looks like a code in the text of a page; codes of phrases too."""
    words = _Words()
    words.feed(page)
    text = "\n".join(words.said)
    return (set(CODE.findall(text)) | {w for w in text.split() if w in catalogue() and "." in w}) - PLAIN


def addresses(client: Client) -> Iterator[str]:
    """Pages of the registry: each list, the first records of each with their past, and what stands by itself."""
    for slug in LISTS:
        path = reverse("registry:records", args=[slug])
        yield path
        page = client.get(path).content.decode()
        records = list(dict.fromkeys(re.findall(rf'href="({re.escape(path)}/[0-9a-z]{{8,}})"', page)))[:RECORDS_A_LIST]
        for record in records:
            yield record
            yield from re.findall(rf'href="({re.escape(record)}/do/[a-z_-]+)"', client.get(record).content.decode())
    names = ("day", "mine", "sleeping", "counts", "notices", "tasks")
    yield from (reverse(f"registry:{name}") for name in names)
    yield from (reverse("registry:count", args=[slug]) for slug in SavedCount.objects.values_list("slug", flat=True))


@pytest.fixture
def loaded(settings: SettingsWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    """Accounts and registry of the demo, with the demo on."""
    from jialing.portal.accounts import demo_mode

    monkeypatch.setattr(demo_mode, "is_on", lambda: True)
    settings.TWO_FACTOR_REQUIRED = False
    demo.load()
    load_demo(listed())


@pytest.mark.slow
@pytest.mark.parametrize("key", ["officer_chongqing", "representative", "administrator"])
def test_no_page_of_the_demo_shows_a_code(loaded: None, key: str) -> None:
    client = browser(demo.demo_user(key))
    found: dict[str, set[str]] = {}
    n = 0
    for path in dict.fromkeys(addresses(client)):
        for lang in ("en", "zh"):
            answer = client.get(in_language(path, lang))
            n += answer.status_code == 200
            codes = codes_in(answer.content.decode()) if answer.status_code == 200 else set()
            if codes:
                found[in_language(path, lang)] = codes
    assert (n > 40, found) == (True, {})


@pytest.mark.parametrize(
    ("shown", "codes"),
    [
        ("<p>under_review</p>", {"under_review"}),
        ('<a title="registry.act.wake">ok</a>', {"registry.act.wake"}),
        ("<p>Under review, see https://ror.example/a_b and e.g. U.S.</p>", set()),
        ("<script>under_review</script>", set()),
    ],
)
def test_codes_are_told_from_words(shown: str, codes: set[str]) -> None:
    assert codes_in(shown) == codes
