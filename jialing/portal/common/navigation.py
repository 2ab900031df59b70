"""The five steps. Each app names its pages in its AppConfig; a step without pages is not shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps

STEPS = ("evidence", "position", "match", "act", "account")


@dataclass(frozen=True)
class PageLink:
    """A page in the navigation: step, phrase (``nav.page.<name>``), name of its address, whether it keeps the scope."""

    step: str
    name: str
    url_name: str
    keeps_scope: bool = True


@dataclass(frozen=True)
class StepLinks:
    """A step with its pages."""

    step: str
    pages: tuple[PageLink, ...]
    is_current: bool

    @property
    def first(self) -> PageLink:
        return self.pages[0]


def steps(current_url_name: str) -> tuple[StepLinks, ...]:
    """The steps that have pages, in order; the one that holds the page shown is current."""
    links = [link for app in apps.get_app_configs() for link in getattr(app, "navigation", ())]
    grouped = {step: tuple(link for link in links if link.step == step) for step in STEPS}
    shown = _step_of(links, current_url_name)
    return tuple(StepLinks(step, pages, step == shown) for step, pages in grouped.items() if pages)


def _step_of(links: list[PageLink], url_name: str) -> str:
    """Of the page itself, else of the page that it stands below: `position_field` below `position`."""
    below = [link for link in links if url_name == link.url_name or url_name.startswith(f"{link.url_name}_")]
    return next((link.step for link in below), "evidence")
