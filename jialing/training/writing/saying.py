"""How people say an organisation's name: as the register has it, shortened, turned, in another language, by letters."""

from __future__ import annotations

import re
import unicodedata
from random import Random

from jialing.training.writing.bodies import Body

_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_OF = re.compile(r"^(?:The )?(University|Institute|College|Academy|Hospital|Museum) of (?:the )?(\w[\w'-]+)$")
_TURNED = re.compile(r"^([\w'-]+) (University|Institute|College|Academy|Hospital|Museum)$")
_LEGAL = re.compile(
    r",? (?:Co\.?,? Ltd\.?|Inc\.?|Ltd\.?|GmbH|S\.?A\.?|AG|Corporation|Corp\.?|LLC|Limited|B\.V\.|plc)\s*$"
)
LEGAL = ("Inc.", "Ltd.", "Co., Ltd.", "GmbH", "Corp.", "LLC", "Limited", "Corporation", "S.A.", "AG", "B.V.", "S.p.A.")

SHORT = (
    ("University of ", "Univ. "), ("University", "Univ."), ("Universidad", "Univ."), ("Université", "Univ."),
    ("Technology", "Technol."), ("Sciences", "Sci."), ("Science", "Sci."), ("Institute of ", "Inst. "), ("Institute",
    "Inst."),
    ("Engineering", "Eng."), ("Academy", "Acad."), ("Hospital", "Hosp."), ("Medical", "Med."), ("National", "Natl."),
    ("Agricultural", "Agric."), ("Laboratory", "Lab."), ("Department", "Dept."), ("School", "Sch."), ("College",
    "Coll."),
    ("Research", "Res."), ("Center", "Ctr."), ("Centre", "Cent."), ("International", "Int."), ("Electronic",
    "Electron."),
    ("Polytechnic", "Polytech."), ("Management", "Manag."), ("Telecommunications", "Telecommun."), ("Chemistry",
    "Chem."),
    ("Physics", "Phys."), ("Mathematics", "Math."), ("Computer", "Comput."), ("Mechanical", "Mech."), ("Faculty",
    "Fac."),
    ("Industrial", "Ind."), ("Environmental", "Environ."), ("Information", "Inf."), ("Applied", "Appl."),
)  # fmt: skip
"""Long and short forms of general words, as abstracting services print them."""

_COGNATES = {
    "University": ("Universidad", "Università", "Université", "Universität", "Universidade", "Universitas"),
    "Institute": ("Instituto", "Institut", "Istituto"),
    "Hospital": ("Hôpital", "Ospedale", "Krankenhaus", "Hospital"),
    "National": ("Nacional", "Nazionale", "Nationale"),
    "Center": ("Centre", "Centro", "Zentrum"),
    "Centre": ("Center", "Centro"),
    "Organisation": ("Organization",),
}

WAYS = {
    "plain": 64,
    "abbreviated": 7,
    "turned": 3.5,
    "shorter": 4,
    "cognate": 2,
    "folded": 6,
    "ampersand": 4,
    "the": 5,
    "at": 4,
}
"""Shares of how a name is written, once it is chosen."""


def said(body: Body, rng: Random) -> str:
    """A name of the body in Latin letters as somebody writes it."""
    if not body.latin:
        return body.acronyms[0] if body.acronyms else body.chinese[0]
    name = without_brackets(_chosen(body, rng), rng)
    if "company" in body.types:
        name = _of_company(name, rng)
    way = rng.choices(list(WAYS), list(WAYS.values()))[0]
    name = _written(name, way, rng)
    if body.acronyms and len(body.acronyms[0]) <= 8 and rng.random() < 0.06:
        name += rng.choice((f" ({body.acronyms[0]})", f" {body.acronyms[0]}", f", {body.acronyms[0]}"))
    return name


def _chosen(body: Body, rng: Random) -> str:
    """The first name most of the time: an English one where there is one."""
    names = body.latin
    return names[0] if len(names) == 1 or rng.random() < 0.88 else rng.choice(names[1:])


def without_brackets(name: str, rng: Random) -> str:
    """``name`` mostly without what registers add in brackets."""
    bare = _BRACKETS.sub("", name).strip()
    return bare if bare and rng.random() < 0.93 else name


def _of_company(name: str, rng: Random) -> str:
    bare = _LEGAL.sub("", name)
    kind = rng.random()
    if kind < 0.5 and len(bare) > 3:
        return bare
    return f"{bare}{rng.choice((' ', ', '))}{rng.choice(LEGAL)}" if kind < 0.65 else name


def _written(name: str, way: str, rng: Random) -> str:
    if way == "abbreviated":
        return abbreviated(name, rng)
    if way == "turned":
        return turned(name)
    if way == "shorter":
        return _shorter(name, rng)
    if way == "cognate":
        return " ".join(rng.choice(_COGNATES[word]) if word in _COGNATES else word for word in name.split(" "))
    if way == "folded":
        return folded(name)
    if way == "ampersand":
        return name.replace(" and ", " & ")
    if way == "the":
        return name.removeprefix("The ") if name.startswith("The ") else f"The {name}"
    if way == "at" and ", " in name:
        return name.replace(", ", rng.choice((" at ", " ", "-", " - ", "–")), 1)
    return name


def abbreviated(name: str, rng: Random) -> str:
    """General words short, with or without full stops."""
    for long, short in SHORT:
        name = name.replace(long, short)
    return name.replace(".", "") if rng.random() < 0.3 else name


def turned(name: str) -> str:
    """'University of Padua' for 'Padua University', and the reverse."""
    if found := _OF.match(name):
        return f"{found[2]} {found[1]}"
    if found := _TURNED.match(name):
        return f"{found[2]} of {found[1]}"
    return name


def _shorter(name: str, rng: Random) -> str:
    """A longer name without one of its inner words, or without its ending."""
    words = name.split(" ")
    if len(words) < 4:
        return name
    at = rng.choice([at for at in range(1, len(words)) if words[at].lower() not in ("of", "and", "for", "de")])
    return " ".join(words[:at] + words[at + 1 :]).replace(" ,", ",")


def folded(text: str) -> str:
    """Letters without marks."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
