"""Affiliation strings with the organisations that they name, drawn from any table of organisations.

A body is drawn by its reach, a form by ``mix.FORMS``; the form decides what else the string names and whose label it
bears.
Some bodies are held out of the index: a string that means one of them must be left empty.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from jialing.training.writing import chinese
from jialing.training.writing.accidents import happened
from jialing.training.writing.addresses import address
from jialing.training.writing.bodies import Body, country_names
from jialing.training.writing.mix import (
    CITY_IN_NAME,
    FOLLOWS_HOSPITAL,
    FOLLOWS_INNER_PARENT,
    FOLLOWS_OWNER,
    FOLLOWS_PARENT,
    FOLLOWS_TEACHING,
    FOLLOWS_UNNAMED_PARENT,
    FOOTNOTES,
    FORMS,
    HELD_OUT,
    JOINTS,
    MISLABELLED,
    N_UNITS,
    OTHER_CITY,
    SEVERAL_JOINTS,
    UNITS_BEFORE,
)
from jialing.training.writing.nobodies import nobody
from jialing.training.writing.saying import said, without_brackets
from jialing.training.writing.units import field_of_work, initials, keyed_unit, surname, unit


@dataclass(frozen=True)
class Labelled:
    """A string, the organisations that it means (those that the index has), and what made it.

    Attributes
    ----------
    org_ids : true organisations; () where the right answer is empty
    kind : match; none, where no listed organisation is named; absent, where the one named is held out
    form : one of ``mix.FORMS``, or 'given' for strings that a file gave
    """

    text: str
    org_ids: tuple[str, ...]
    kind: str
    form: str = "given"


_MEDICAL = re.compile(r"(School|College|Faculty) of Medicine|Medical (School|College|Faculty)")
Drawn = tuple[str, tuple[Body, ...]]


class Writer:
    """Writes labelled strings about bodies. Pure: the same bodies and seed give the same strings.

    ``held`` are the ids that the index must lack.
    """

    def __init__(self, known: Sequence[Body], seed: int) -> None:
        self._seed = seed
        self._bodies = {one.number: one for one in known}
        self._order = [one for one in known if one.latin]
        self._edges = list(accumulate(one.reach for one in self._order))
        self._chinese = [one for one in known if one.chinese]
        self._chinese_edges = list(accumulate(one.reach for one in self._chinese))
        self._near: dict[tuple[str, str], list[Body]] = {}
        for one in self._order:
            self._near.setdefault((one.country, one.city), []).append(one)
        self._towns: dict[tuple[str, str], list[str]] = {}
        for country, city in self._near:
            self._towns.setdefault((country, self._near[country, city][0].division), []).append(city)
        self._borrowed = borrowed_units(self._order)
        self.held = frozenset(one.org_id for one in known if Random(f"{seed} held {one.org_id}").random() < HELD_OUT)
        self._forms: dict[str, Callable[[Body, Random], Drawn]] = {
            "single": self._single, "borrowed": self._with_borrowed, "family": self._family, "child": self._child,
            "twice": self._twice,
            "school": self._school, "companion": self._companion, "several": self._several, "acronym": self._acronym,
            "unlisted_part": self._unlisted_part, "nobody": lambda body, rng: (nobody(body, rng), ()),
        }  # fmt: skip

    def written(self, n: int) -> Iterator[Labelled]:
        """``n`` labelled strings."""
        for number in range(n):
            rng = Random(f"{self._seed} string {number}")
            form = rng.choices(list(FORMS), list(FORMS.values()))[0]
            text, meant = self._chinese_string(rng) if form == "chinese" else self._latin_string(form, rng)
            ids = tuple(one.org_id for one in meant if one.org_id not in self.held)
            yield Labelled(text, ids, "match" if ids else "absent" if meant else "none", form)

    def _latin_string(self, form: str, rng: Random) -> Drawn:
        body = self._order[min(bisect(self._edges, rng.random() * self._edges[-1]), len(self._order) - 1)]
        text, meant = self._forms[form](body, rng)
        if meant and rng.random() < MISLABELLED:
            meant = (self._mistaken_for(meant[0], rng),)
        return happened(text, rng), meant

    def _mistaken_for(self, body: Body, rng: Random) -> Body:
        """A relative or neighbour whose label the string bears by mistake."""
        kin = [self._bodies[n] for n in (*body.parents, *body.children, *body.beside) if n in self._bodies]
        return rng.choice(kin or self._near.get((body.country, body.city)) or [body])

    def _chinese_string(self, rng: Random) -> Drawn:
        if not self._chinese:
            return self._latin_string("single", rng)
        at = bisect(self._chinese_edges, rng.random() * self._chinese_edges[-1])
        body = self._chinese[min(at, len(self._chinese) - 1)]
        parents = [self._bodies[n] for n in body.parents if n in self._bodies and self._bodies[n].chinese]
        return chinese.string(body, parents, rng)

    # --- forms ------------------------------------------------------------------------------------------------------

    def _single(self, body: Body, rng: Random) -> Drawn:
        return self._joined(self._units(body, rng), [said(body, rng)], body, rng), (body,)

    def _with_borrowed(self, body: Body, rng: Random) -> Drawn:
        """A department that is called as another organisation somewhere else is."""
        name = rng.choice(self._borrowed) if self._borrowed else unit(rng, body.country)
        what = field_of_work(rng)
        longer = (f"{surname(rng)} {name}", f"{name} Group", f"{what} and {name}", f"{name} of {body.city}",
        f"{name} {what}",
                  f"Department of {what}, {name}", f"{name} ({initials(name)})", f"{what} Section {name}")  # fmt: skip
        units = [name if rng.random() < 0.6 else rng.choice(longer), *self._units(body, rng)[1:]]
        rng.shuffle(units)
        return self._joined(units, [said(body, rng)], body, rng), (body,)

    def _family(self, body: Body, rng: Random) -> Drawn:
        """A body and its parent; the label follows the one or the other."""
        pair = self._child_and_parent(body, rng)
        if pair is None:
            return self._companion(body, rng)
        child, parent = pair
        names = [said(child, rng), said(parent, rng)]
        units = self._units(body, rng)[: rng.choice((0, 0, 1, 1, 2))]
        text = self._joined(units, names if rng.random() < 0.85 else names[::-1], parent, rng)
        share = max((FOLLOWS_PARENT.get(kind, 0.3) for kind in parent.types), default=0.3)
        return text, ((parent if rng.random() < share or child.org_id in self.held else child),)

    def _child_and_parent(self, body: Body, rng: Random) -> tuple[Body, Body] | None:
        below = [self._bodies[n] for n in body.children if n in self._bodies and self._bodies[n].latin]
        if below:
            return rng.choices(below, [one.reach for one in below])[0], body
        above = [self._bodies[n] for n in body.parents if n in self._bodies and self._bodies[n].latin]
        return (body, rng.choice(above)) if above else None

    def _child(self, body: Body, rng: Random) -> Drawn:
        """A body below, named without the one above."""
        pair = self._child_and_parent(body, rng)
        if pair is None:
            return self._single(body, rng)
        child, parent = pair
        text, _ = self._single(child, rng)
        is_inner = "healthcare" in child.types and any(parent.latin[0] in name for name in child.latin)
        share = FOLLOWS_INNER_PARENT if is_inner else FOLLOWS_UNNAMED_PARENT
        return text, (parent if parent.teaches and rng.random() < share else child,)

    def _twice(self, body: Body, rng: Random) -> Drawn:
        """A department that bears the organisation's name, and the organisation; or two of its names."""
        name, what = rng.choice((*body.acronyms[:1], body.latin[0], body.latin[0], said(body, rng))), field_of_work(rng)
        first = rng.choice((f"{name} {what}", f"{name} School of {what}", f"{what} at {name}", name,
        f"{name} {what} Center",
                            f"{name} Institute of {what}", f"{what} Center of {name}"))  # fmt: skip
        return self._joined(self._units(body, rng)[:1], [first, said(body, rng)], body, rng), (body,)

    def _school(self, body: Body, rng: Random) -> Drawn:
        """The body inside one longer name: 'X University School of Medicine'."""
        name, what, who = said(body, rng), field_of_work(rng), surname(rng)
        forms = (
            f"{name} {what}", f"{name} {what} Laboratory", f"{name} Institute of {what}", f"{name} Research",
            f"{name}-{what}",
            f"Institute of {what} of {name}", f"Department of {what} at the {name}", f"{name} {body.city}",
            f"{name} {what} Center",
            f"{name} Department of {what}", f"{name} Campus {body.city}", f"{name}, {body.city} Campus",
            f"{who} Center of {name}",
        )  # fmt: skip
        of_teaching = (
            f"{name} School of {what}", f"{name} Medical School", f"{name} College of {what}",
            f"School of {what} at {name}",
            f"School of {what} of {name}", f"{name} Faculty of {what}", f"Faculty of {what} of {name}",
            f"{name} Medical Center",
            f"{who} School of {what} at {name}", f"College of {what} of the {name}", f"Medical School of {name}",
            f"{who} School of Medicine of {name}", f"{who} College of {name}", f"{body.city} Institute of {name}",
            f"{name} Medical Centre", f"Clinical {what} School of {name}", f"Medical Faculty of {name}",
        )  # fmt: skip
        form = rng.choice((*forms, *of_teaching) if body.teaches else forms)
        return self._joined(self._units(body, rng)[:1], [form], body, rng), (body,)

    def _unlisted_part(self, body: Body, rng: Random) -> Drawn:
        """A hospital or other body that bears the name of a listed one, and is in no table."""
        name = without_brackets(body.latin[0], rng)
        order, who = rng.choice(("First", "Second", "Third", "Fourth", "Fifth", "1st", "Affiliated")), surname(rng)
        hospitals = (
            f"The {order} Affiliated Hospital of {name}", f"{order} Hospital of {name}", f"{name} Hospital",
            f"Affiliated Hospital of {name}", f"{who} Hospital of {name}",
            f"The Affiliated {body.city} Hospital of {name}",
            f"{body.city} Hospital Affiliated to {name}", f"{name} {order} Hospital", f"Children's Hospital of {name}",
        )  # fmt: skip
        others = (
            f"Friends of {name}", f"{name} Foundation", f"Southwest {name}", f"North {name}",
            f"{name} Alumni Association",
            f"{name} of Science and Technology", f"{name} Press",
        )  # fmt: skip
        is_hospital = body.teaches and rng.random() < 0.75
        meant = (body,) if is_hospital and rng.random() < FOLLOWS_OWNER else ()
        form = rng.choice(hospitals if is_hospital else others)
        return self._joined(self._units(body, rng)[:1], [form], body, rng), meant

    def _companion(self, body: Body, rng: Random) -> Drawn:
        """Another body of the same city beside it; the label follows the university."""
        other = self._neighbour(body, rng)
        if other is None:
            return self._single(body, rng)
        first, second = (other, body) if rng.random() < 0.75 else (body, other)
        units = self._units(body, rng)
        names = [said(first, rng), *units[1:2], said(second, rng)]
        teaching = [one for one in (first, second) if one.teaches]
        healing = [one for one in (first, second) if "healthcare" in one.types and not one.teaches]
        if teaching and healing and rng.random() < 0.4:
            school = (
                f"{teaching[0].latin[0]} {rng.choice(('Medical School', 'School of Medicine', 'College of Medicine'))}"
            )
            names = [school if one is teaching[0] else said(one, rng) for one in (first, second)]
            meant = healing[0] if rng.random() < FOLLOWS_HOSPITAL else teaching[0]
            return self._joined(units[:1], names, body, rng), (meant,)
        follows = len(teaching) == 1 and rng.random() < FOLLOWS_TEACHING
        meant = teaching[0] if follows else second if rng.random() < 0.5 else first
        return self._joined(units[:1], names, body, rng), (meant,)

    def _medical_school(self, body: Body, rng: Random) -> str:
        """The university's own name for its medical school, or the usual one."""
        parts = (self._bodies[n] for n in body.children if n in self._bodies)
        known = [name for one in (body, *parts) for name in one.latin if _MEDICAL.search(name)]
        return rng.choice(known or [f"{body.latin[0]} {kind}" for kind in ("Medical School", "School of Medicine")])

    def _neighbour(self, body: Body, rng: Random) -> Body | None:
        beside = [self._bodies[n] for n in body.beside if n in self._bodies and self._bodies[n].latin]
        near = [one for one in self._near[body.country, body.city] if one is not body]
        if body.teaches and rng.random() < 0.35:
            near = [one for one in near if "healthcare" in one.types] or near
        found = beside if beside and rng.random() < 0.4 else near
        return rng.choices(found, [one.reach**0.6 for one in found])[0] if found else None

    def _several(self, body: Body, rng: Random) -> Drawn:
        """Several organisations that are all meant."""
        others = [
            self._order[bisect(self._edges, rng.random() * self._edges[-1])] for _ in range(rng.choice((1, 1, 1, 2)))
        ]
        near = self._neighbour(body, rng) if rng.random() < 0.4 else None
        listed = list(dict.fromkeys([body, near or others[0], *others[1:]]))
        joint = rng.choices(list(SEVERAL_JOINTS), list(SEVERAL_JOINTS.values()))[0]
        has_places = rng.random() < 0.5
        texts = [
            self._joined(
                self._units(one, rng)[:1] * has_places, [said(one, rng)], one, rng, form="" if has_places else "nothing"
            )
            for one in listed
        ]
        return joint.join(texts), tuple(listed)

    def _acronym(self, body: Body, rng: Random) -> Drawn:
        if not body.acronyms:
            return self._single(body, rng)
        units = self._units(body, rng) if rng.random() < 0.6 else []
        return self._joined(units, [rng.choice(body.acronyms)], body, rng), (body,)

    def _units(self, body: Body, rng: Random) -> list[str]:
        n = rng.choices(list(N_UNITS), list(N_UNITS.values()))[0]
        found = [unit(rng, body.country) for _ in range(n)]
        if found and rng.random() < (0.1 if body.country == "CN" else 0.02):
            found[0] = keyed_unit(rng, body.division or body.city)
        if found and rng.random() < 0.04:
            found[0] = f"{surname(rng)} {found[0]}"
        return found

    def _joined(self, units: list[str], names: list[str], place: Body, rng: Random, *, form: str = "") -> str:
        """Units, names and address as one string, in the usual or another order."""
        towns = self._towns.get((place.country, place.division), ())
        town = rng.choice(towns) if towns and rng.random() < OTHER_CITY else ""
        where = address(place, rng, form=form, town=town)
        parts = [*units, *names] if rng.random() < UNITS_BEFORE else [*names, *units]
        if rng.random() < FOOTNOTES:
            at = rng.randrange(len(parts))
            parts[at] = f"{parts[at]} {rng.randrange(1, 12)}{rng.choice(('', ' ', f' {units[0]}' if units else ''))}"
        if rng.random() < CITY_IN_NAME and place.city not in parts[-1]:
            parts[-1] = f"{parts[-1]} {place.city}"
        joint = rng.choices(list(JOINTS), list(JOINTS.values()))[0]
        return joint.join([*parts, *where])


COMMON = 60
"""Names that must have a word before it counts as common."""


def borrowed_units(known: Sequence[Body]) -> list[str]:
    """Names of which every word is common: 'Institute of Molecular Biology' is a department of many universities."""
    words = Counter(word for one in known for word in {w.strip("(),").lower() for w in one.latin[0].split(" ")})
    placed = {
        word.lower() for one in known for name in (one.city, *country_names(one.country)) for word in name.split(" ")
    }
    names = (
        one.latin[0]
        for one in known
        if not one.types & {"education", "funder"} and 2 <= len(one.latin[0].split(" ")) <= 6
    )
    return sorted(
        {name for name in names if all(_is_common(w.strip("(),").lower(), words, placed) for w in name.split(" "))}
    )


def _is_common(word: str, words: Counter[str], placed: set[str]) -> bool:
    return words[word] >= COMMON and (word not in placed or len(word) < 4)
