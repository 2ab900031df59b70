"""From what a browser sends to filters and verdicts. What cannot be is an InputError, worded on the page."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.http import QueryDict

from jialing.errors import InputError
from jialing.pipeline.desk import BELOW, STATES, Desk, Filter, Item, NewOrganisationForm, Verdict

MOST = 200
FILTERS = ("circle", "of", "state", "text", "off", "page")


def filter_from(asked: QueryDict) -> Filter:
    """The filter of an address. Raises InputError ``desk.bad_filter`` (name, given)."""
    state = asked.get("state", "")
    if state and state not in STATES:
        raise InputError("desk.bad_filter", name="state", given=state[:50])
    return Filter(
        circle_id=asked.get("circle", ""),
        population=asked.get("of", ""),
        state=state,
        text=_clean(asked.get("text", ""))[:MOST],
        below=BELOW,
        page=_whole(asked.get("page", "1"), "page"),
        with_put_off=asked.get("off") == "1",
    )


def filter_query(wanted: Filter, **more: object) -> str:
    """The address of a filter; what is the default is left out."""
    said = {
        "circle": wanted.circle_id,
        "of": wanted.population,
        "state": wanted.state,
        "text": wanted.text,
        "off": "1" if wanted.with_put_off else "",
        "page": "" if wanted.page == 1 else wanted.page,
        **more,
    }
    return urlencode({name: value for name, value in said.items() if value not in ("", None)})


def first_page(wanted: Filter) -> Filter:
    return replace(wanted, page=1)


def whole_or_none(text: str, name: str) -> int | None:
    return _whole(text, name) if text else None


def _whole(text: str, name: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 9 and int(text) > 0):
        raise InputError("desk.bad_filter", name=name, given=text[:50])
    return int(text)


def marked_strings(sent: QueryDict, group: Item) -> tuple[str, ...]:
    """The strings of the group that are marked. Raises InputError ``desk.nothing_marked``."""
    marked = set(sent.getlist("strings"))
    found = tuple(s.affiliation for s in group.strings if str(s.affiliation_no) in marked)
    if not found:
        raise InputError("desk.nothing_marked")
    return found


def verdict_from(sent: QueryDict, group: Item, desk: Desk) -> Verdict:
    """What the button pressed means: `accept=ID`, `choose=ID`, `reject=REASON` or `new`."""
    action, _, value = sent.get("do", "").partition("=")
    verdict = Verdict(marked_strings(sent, group), action, note=_clean(sent.get("note", ""))[:1000])
    if action in ("accept", "choose"):
        return replace(verdict, org_ids=(value,) if value else ())
    if action == "reject":
        return replace(verdict, reason=value, place_id=desk.place_named(sent.get("where", "")) or None)
    if action == "new":
        return replace(verdict, organisation=_organisation(sent, desk))
    raise InputError("desk.unknown_action", action=action[:50])


def _organisation(sent: QueryDict, desk: Desk) -> NewOrganisationForm:
    said = {name: _clean(sent.get(name, "")) for name in ("name_en", "name_zh", "kind", "country_code", "parent_id")}
    more = {name: _clean(sent.get(name, "")) for name in ("website", "acronym")}
    return NewOrganisationForm(
        **said,  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
        place_id=desk.place_named(_clean(sent.get("place", ""))),
        aliases=tuple(a for a in _clean(sent.get("aliases", "")).split(";") if a.strip()),
        note=_clean(sent.get("note", ""))[:1000],
        even_so=sent.get("even_so") == "1",
    )


def _clean(text: str) -> str:
    return text.replace("\x00", " ").strip()
