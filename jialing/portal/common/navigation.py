"""The five steps. Each app names its pages in its AppConfig; a step without pages is not shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.urls import reverse

from jialing.portal.common.access import VISITOR, Viewer, may_enter

STEPS = ("evidence", "position", "match", "act", "account")


@dataclass(frozen=True)
class PageLink:
    """A page in the navigation: step, phrase (``nav.page.<name>``), its address, whether it keeps the scope.

    ``url_args`` tell apart pages that share one address: the list of platforms from that of alliances. Pages of a step
    stand by ``rank``, then in the order of apps.
    """

    step: str
    name: str
    url_name: str
    keeps_scope: bool = True
    url_args: tuple[str, ...] = ()
    rank: int = 1

    @property
    def path(self) -> str:
        return reverse(self.url_name, args=self.url_args)

    def is_at(self, url_name: str, url_args: tuple[str, ...]) -> bool:
        """Whether a page is this one; where arguments tell pages apart, also one of the same app below it."""
        if not self.url_args:
            return url_name == self.url_name
        return url_name.partition(":")[0] == self.url_name.partition(":")[0] and url_args[:1] == self.url_args[:1]


@dataclass(frozen=True)
class StepLinks:
    """A step with its pages; ``current`` is the page that is shown, None where it is none of them."""

    step: str
    pages: tuple[PageLink, ...]
    is_current: bool
    current: PageLink | None = None

    @property
    def first(self) -> PageLink:
        return self.pages[0]


Unread = Callable[[str], int]
"""(public id of a person) -> how many notices were not read, in one query."""

_unread: list[Unread] = []


def add_unread(count: Unread) -> None:
    """Let the head of each page show how much there is to read, of an app above (from ``AppConfig.ready``)."""
    if count not in _unread:
        _unread.append(count)


def n_unread(viewer: Viewer) -> int:
    """How much a viewer has not read; 0 for a visitor, without a query."""
    return sum(count(viewer.public_id) for count in _unread) if viewer.is_signed_in else 0


def steps(url_name: str, url_args: tuple[str, ...] = (), viewer: Viewer = VISITOR) -> tuple[StepLinks, ...]:
    """The steps that have pages which the viewer may enter, in order; the one that holds the page shown is current."""
    links = [link for app in apps.get_app_configs() for link in getattr(app, "navigation", ())]
    opened = sorted((one for one in links if may_enter(viewer, one.url_name)), key=lambda one: one.rank)
    grouped = {step: tuple(link for link in opened if link.step == step) for step in STEPS}
    shown = _step_of(links, url_name)
    current = next((link for link in links if link.is_at(url_name, url_args)), None)
    return tuple(StepLinks(step, pages, step == shown, current) for step, pages in grouped.items() if pages)


def _step_of(links: list[PageLink], url_name: str) -> str:
    """Of the page itself; of the one that it stands below (`position_field` below `position`); of its app; of none."""
    below = [link for link in links if url_name == link.url_name or url_name.startswith(f"{link.url_name}_")]
    space = url_name.partition(":")[0] + ":"
    beside = [link for link in links if ":" in url_name and link.url_name.startswith(space)]
    return next((link.step for link in (*below, *beside)), "")
