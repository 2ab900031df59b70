"""`jialing desk review`: one group after another, one key for each action; works on the dumbest terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from jialing.base.phrases import phrase
from jialing.cli.commands.desk.group import ByOption, group, name_of, opened, place_of, say
from jialing.cli.commands.desk.looking import (
    BelowOption,
    CircleOption,
    PopulationOption,
    StateOption,
    TextOption,
    tell_item,
)
from jialing.cli.session import DataOption, language
from jialing.errors import InputError, JialingError

if TYPE_CHECKING:
    from collections.abc import Callable

    from jialing.pipeline.desk import Desk, Filter, Item, Proposal, Verdict

REASONS = {"1": "none_of_these", "2": "not_an_organisation", "3": "place_only"}
AHEAD = 50


@group.command()
def review(
    circle: CircleOption = "",
    population: PopulationOption = "",
    state: StateOption = "",
    text: TextOption = "",
    below: BelowOption = 0.6,
    by: ByOption = None,
    data: DataOption = None,
) -> None:
    """Decide one group after another by single keys. 逐组审核。"""
    from jialing.pipeline.desk import Filter

    desk = opened(data, by)
    _require_reviewer(desk)
    _Round(desk, Filter(circle, population, state, text, below, size=AHEAD)).run()


def _require_reviewer(desk: Desk) -> None:
    if not desk.by:
        raise InputError("pipeline.no_reviewer")


class _Round:
    """A reviewer's walk through the queue. ``passed``: groups looked at and left, in order."""

    def __init__(self, desk: Desk, wanted: Filter) -> None:
        self.desk = desk
        self.wanted = wanted
        self.passed: list[int] = []
        self.keys: dict[str, Callable[[Item], None]] = {
            "c": self.choose, "n": self.new, "r": self.reject, "s": self.skip, "u": self.undo, "w": self.works,
            "j": self.leave, "k": self.back,
        }  # fmt: skip

    def run(self) -> None:
        while (found := self.next_item()) is not None:
            print()
            say("desk.cli.line", **_line(found))
            tell_item(found)
            key = read_key(phrase("desk.cli.prompt", language()))
            if key in ("q", ""):
                return
            self._do(key, found)

    def _do(self, key: str, found: Item) -> None:
        try:
            number = 1 if key == "a" else int(key) if key.isdigit() else 0
            is_meant = key != "a" or (found.proposals and found.proposals[0].how != "alike")
            if 0 < number <= len(found.proposals) and is_meant:
                self.take(found, found.proposals[number - 1])
            elif key == "a":
                raise InputError("desk.nothing_proposed", affiliation=found.first.affiliation[:200])
            elif key in self.keys:
                self.keys[key](found)
        except JialingError as error:
            print(phrase(f"error.{error.code}", language(), **error.params))

    def next_item(self) -> Item | None:
        """The most valuable group that is not passed; the ledgers are read again each time."""
        from jialing.pipeline.desk import Filter, item, open_desk, queue

        self.desk = open_desk(self.desk.lake.data, by=self.desk.by, version=self.desk.version.id)
        page = 1
        while True:
            found = queue(self.desk, Filter(**{**vars(self.wanted), "page": page}))
            for line in found.lines:
                if line.group_no not in self.passed:
                    return item(self.desk, line.group_no)
            if page >= found.n_pages:
                return None
            page += 1

    def decide(self, found: Item, action: str, **more: object) -> None:
        from jialing.pipeline.desk import Verdict, decide_at_desk

        verdict: Verdict = Verdict(tuple(s.affiliation for s in found.strings), action, **more)  # type: ignore[arg-type]
        made = decide_at_desk(self.desk, verdict)
        say(
            "desk.cli.decided",
            n=len(made),
            by=self.desk.by,
            waiting=len(set(self.desk.waiting) | {d.affiliation for d in made}),
        )

    def take(self, found: Item, proposal: Proposal) -> None:
        action = "accept" if proposal.how == "resolver" else "choose"
        self.decide(found, action, org_ids=(proposal.card.org_id,))

    def choose(self, found: Item) -> None:
        from jialing.pipeline.desk import search

        words = read_line(phrase("desk.cli.prompt_search", language()))
        cards = search(self.desk, words, size=9) if words else ()
        for number, card in enumerate(cards, start=1):
            said = {"name": name_of(card), "place": place_of(card), "probability": "", "org_id": card.org_id}
            say("desk.cli.proposal", n=number, **said)
        if words and not cards:
            say("desk.choose_nothing")
        picked = read_key(phrase("desk.cli.prompt_pick", language())) if cards else ""
        if picked.isdigit() and 0 < int(picked) <= len(cards):
            self.decide(found, "choose", org_ids=(cards[int(picked) - 1].org_id,))

    def new(self, found: Item) -> None:
        from jialing.pipeline.desk import NewOrganisationForm

        said = {
            name: read_line(phrase(f"desk.cli.ask_{name}", language()))
            for name in ("name_en", "name_zh", "kind", "place")
        }
        where = said.pop("place")
        is_country = len(where) == 2 and where not in ("HK", "MO")
        place = {"country_code": where} if is_country else {"place_id": self.desk.place_named(where)}
        self.decide(found, "new", organisation=NewOrganisationForm(**said, **place))  # type: ignore[arg-type]

    def reject(self, found: Item) -> None:
        reason = REASONS.get(read_key(phrase("desk.cli.prompt_reason", language())))
        if reason:
            self.decide(found, "reject", reason=reason)

    def skip(self, found: Item) -> None:
        from jialing.pipeline.desk import put_off

        put_off(self.desk, [s.affiliation for s in found.strings])

    def undo(self, _: Item) -> None:
        from jialing.pipeline.desk import undo

        say("desk.cli.undone", n=len(undo(self.desk)), by=self.desk.by)

    def works(self, found: Item) -> None:
        from jialing.pipeline.desk import works

        for work in works(self.desk, found, size=10).works:
            say("desk.cli.work", year=str(work.year), title=work.title, others="; ".join(work.others[:4]))

    def leave(self, found: Item) -> None:
        self.passed.append(found.group_no)

    def back(self, _: Item) -> None:
        if self.passed:
            self.passed.pop()


def _line(found: Item) -> dict[str, object]:
    first = found.first
    return {
        "group_no": found.group_no,
        "n_would_place": sum(s.n_would_place for s in found.strings),
        "n_works": sum(s.n_works for s in found.strings),
        "n_strings": len(found.strings),
        "state": phrase(f"desk.of_state.{first.state}", language()),
        "affiliation": found.core,
    }


def read_key(prompt: str) -> str:
    """One key where the terminal can, else the first letter of a line; '' at the end of input."""
    if not sys.stdin.isatty() or os.environ.get("TERM", "dumb") == "dumb":
        line = read_line(prompt, end="\x04")
        return "" if line == "\x04" else (line[:1].casefold() or " ")
    print(prompt, end="", flush=True)
    key = _raw_key()
    print(key if key.isprintable() else "")
    return "" if key in ("\x03", "\x04", "") else key.casefold()


def _raw_key() -> str:
    import termios
    import tty

    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)
    try:
        tty.setcbreak(handle)
        return sys.stdin.read(1)
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)


def read_line(prompt: str, *, end: str = "") -> str:
    """A line; ``end`` at the end of input."""
    try:
        return input(prompt).strip()
    except EOFError:
        return end
