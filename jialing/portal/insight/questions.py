"""Which profile answers which question: the way from an address to an answer."""

from __future__ import annotations

from django.http import Http404

from jialing.atlas import PAGES, Answer, Atlas, Scope, answers
from jialing.portal.insight.addresses import full_org

EVERY = 1_000_000
"""A file of the list of organisations holds all of them, the page a hundred."""


def answer_to(question: str, atlas: Atlas, scope: Scope, about: list[str]) -> Answer:
    """The answer to a question by name. Http404 where no profile has it or the ids are not as many as it needs."""
    if question == "organisation_list" and not about:
        return atlas.organisations(scope, size=EVERY).table
    if question == "author_order":
        return atlas.data_page().author_order
    page = next((n for n, p in PAGES.items() if question in p.answers and p.n_about == len(about)), None)
    if page is None:
        raise Http404(question)
    return answers(atlas, page, scope, [full_org(thing) for thing in about], question=question)[0]
