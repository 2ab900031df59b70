"""A count as a form of plain words: for each condition that a subject knows, what may be chosen, what was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from jialing.base.typed import plain
from jialing.errors import InputError
from jialing.portal.common.access import Viewer, visible
from jialing.portal.registry.actions.counts import NewCount
from jialing.portal.registry.enums import (
    AllianceState,
    Level,
    OrganisationKind,
    PlatformKind,
    PlatformOrigin,
    PlatformState,
)
from jialing.portal.registry.forms.values import day_of, number_of, place_named
from jialing.portal.registry.lists.words import place_name, word
from jialing.portal.registry.models import Zone
from jialing.portal.registry.queries.counting import ASKS_OF
from jialing.portal.registry.rules.criteria import recognition_kinds

Labelled = tuple[tuple[str, str, bool], ...]
SUBJECTS = tuple(ASKS_OF)
GRADES = ("ordinary", "high_end")
_KINDS = {"platform": PlatformKind, "organisation": OrganisationKind}
_STATES = {"platform": PlatformState, "alliance": AllianceState}


@dataclass(frozen=True)
class Choice:
    """A condition: its name (phrase ``count.ask.<name>``), how it is chosen (many, one, yes, text, day), under which
    name it is sent, the values with label and whether chosen, or the text typed.
    """

    condition: str
    shape: str
    name: str
    options: Labelled = ()
    text: str = ""
    more: tuple[Choice, ...] = ()


def choices(subject: str, sent: QueryDict, viewer: Viewer, lang: str) -> tuple[Choice, ...]:
    """The conditions that a subject knows, as they were chosen."""
    return tuple(_choice(name, subject, sent, viewer, lang) for name in ASKS_OF[subject])


def _choice(condition: str, subject: str, sent: QueryDict, viewer: Viewer, lang: str) -> Choice:
    if condition in _MANY:
        return _many(condition, _MANY[condition], subject, sent, lang)
    if condition == "in_zone":
        return _one(condition, "zone", _zones(viewer, lang), sent)
    if condition == "recognised":
        kinds = tuple((one.id, one.name_zh if lang == "zh" else one.name_en) for one in recognition_kinds().values())
        more = tuple(_many(condition, part, subject, sent, lang) for part in ("recognised_levels", "grades"))
        return _one(condition, "recognised", kinds, sent, more)
    if condition == "founded_since":
        return Choice(condition, "day", "founded_since", text=sent.get("founded_since", ""))
    if condition in ("seated_in", "joins_places"):
        return Choice(condition, "text", condition, text=sent.get(condition, ""))
    return Choice(condition, "yes", condition, (("yes", "", sent.get(condition) == "yes"),))


_MANY: Mapping[str, str] = {"kind_in": "kinds", "state_in": "states", "level_in": "levels", "origin_in": "origins"}


def _many(condition: str, part: str, subject: str, sent: QueryDict, lang: str) -> Choice:
    chosen = set(sent.getlist(part))
    options = tuple((value, word(codes, value, lang), value in chosen) for codes, value in _values(part, subject))
    return Choice(condition, "many", part, options)


def _values(part: str, subject: str) -> list[tuple[str, str]]:
    if part == "kinds":
        return [(f"registry.{subject}_kind", value) for value in _KINDS[subject].values]
    if part == "states":
        return [(f"registry.{subject}_state", value) for value in _STATES[subject].values]
    if part == "origins":
        return [("registry.platform_origin", value) for value in PlatformOrigin.values]
    if part == "grades":
        return [("count.grade", value) for value in GRADES]
    return [("registry.level", value) for value in Level.values]


def _one(
    condition: str, name: str, rows: tuple[tuple[str, str], ...], sent: QueryDict, more: tuple[Choice, ...] = ()
) -> Choice:
    return Choice(condition, "one", name, tuple((v, label, v == sent.get(name)) for v, label in rows), more=more)


def _zones(viewer: Viewer, lang: str) -> tuple[tuple[str, str], ...]:
    rows = visible(viewer, Zone.objects.order_by("name_zh"))
    return tuple(
        ((z.name_zh or z.name_en), (z.name_zh or z.name_en) if lang == "zh" else (z.name_en or z.name_zh)) for z in rows
    )


def conditions_from(subject: str, sent: QueryDict) -> list[dict[str, Any]]:
    """The conditions that were chosen, in the order in which a reader thinks of them.

    Raises InputError ``form.no_place``, ``form.no_day`` for what was typed.
    """
    found = [made for name in ASKS_OF[subject] if (made := _condition(name, sent))]
    return [one for one in found if one["condition"] != "once"] + [one for one in found if one["condition"] == "once"]


def _condition(name: str, sent: QueryDict) -> dict[str, Any] | None:
    if name in _MANY:
        values = [value for value in sent.getlist(_MANY[name]) if value]
        return {"condition": name, _MANY[name]: values} if values else None
    if name == "in_zone":
        return {"condition": name, "zone": sent["zone"]} if sent.get("zone") else None
    if name == "recognised":
        return _recognised(sent)
    if name == "founded_since":
        text = sent.get(name, "").strip()
        return {"condition": name, "day": day_of(text).isoformat()} if text else None
    if name in ("seated_in", "joins_places"):
        places = [place_named(one.strip()) for one in sent.get(name, "").replace("，", ",").split(",") if one.strip()]
        return {"condition": name, "places": places} if places else None
    return {"condition": name} if sent.get(name) == "yes" else None


def _recognised(sent: QueryDict) -> dict[str, Any] | None:
    kind = sent.get("recognised", "")
    if kind not in recognition_kinds():
        return None
    more = {"levels": sent.getlist("recognised_levels"), "grades": sent.getlist("grades")}
    return {"condition": "recognised", "kind": kind, **{name: values for name, values in more.items() if values}}


def new_count_from(subject: str, sent: QueryDict) -> NewCount:
    """All that was typed. Raises InputError as :func:`conditions_from`, ``form.no_number``."""
    said = sent.get("said", "").strip()
    said_on = sent.get("said_on", "").strip()
    if said and not (said.isascii() and said.isdigit() and len(said) < 9):
        number_of(said)
        raise InputError("form.no_number", given=said[:50])
    return NewCount(
        subject=subject,
        name_en=_text(sent, "name_en"),
        name_zh=_text(sent, "name_zh"),
        conditions=conditions_from(subject, sent),
        text_en=_text(sent, "text_en", 2_000),
        text_zh=_text(sent, "text_zh", 2_000),
        said_on=day_of(said_on) if said_on else None,
        said=int(said) if said else None,
        said_by=_text(sent, "said_by"),
    )


def _text(sent: QueryDict, name: str, most: int = 200) -> str:
    return plain(sent.get(name, ""))[:most]


def sent_from(saved: Any, lang: str) -> QueryDict:
    """A kept count as what its form would send: to begin another one from it."""
    sent = QueryDict(mutable=True)
    for one in saved.conditions:
        name = one["condition"]
        if name in _MANY:
            sent.setlist(_MANY[name], one[_MANY[name]])
        elif name == "in_zone":
            sent["zone"] = one["zone"]
        elif name == "recognised":
            sent["recognised"] = one["kind"]
            sent.setlist("recognised_levels", one.get("levels", []))
            sent.setlist("grades", one.get("grades", []))
        elif name == "founded_since":
            sent[name] = one["day"]
        elif name in ("seated_in", "joins_places"):
            sent[name] = ", ".join(place_name(place, lang) for place in one["places"])
        else:
            sent[name] = "yes"
    return sent
