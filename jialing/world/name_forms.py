"""How an invented person's name is printed: mostly in one way, now and then in another.

Forms that real author lists show: given name joined, with hyphen or blank; initials with and without points; surname
first, in capitals or before a comma; Chinese characters; and for a surname with ü the spellings in use.
"""

from __future__ import annotations

from jialing.world.people import Name

N_FORMS = 24
_USUAL_SLOTS = 17
_UMLAUT = ("ü", "yu", "v", "u")


def forms(name: Name, person: int) -> list[str]:
    """N_FORMS names, each as often as the person prints it: the first 17 the person's own habit, then others."""
    surname = name.surname.replace("ü", _UMLAUT[person % 4])
    others = _pinyin_forms(name, surname) if name.chinese else _latin_forms(name.given, surname)
    habit = person * 7 % 100
    usual = others[0] if habit < 68 else others[1 + habit % (len(others) - 1)]
    start = person % len(others)
    return [usual] * _USUAL_SLOTS + [others[(start + i) % len(others)] for i in range(N_FORMS - _USUAL_SLOTS)]


def _pinyin_forms(name: Name, surname: str) -> list[str]:
    parts = [s.capitalize() for s in name.syllables]
    points = "".join(f"{p[0]}." for p in parts)
    return [
        f"{name.given} {surname}",
        f"{'-'.join(parts)} {surname}",
        f"{surname} {name.given}",
        f"{' '.join(parts)} {surname}",
        f"{parts[0][0]}. {surname}",
        f"{surname.upper()} {name.given}",
        f"{' '.join(f'{p[0]}.' for p in parts)} {surname}",
        f"{'-'.join([parts[0], *name.syllables[1:]])} {surname}",
        f"{surname}, {name.given}",
        f"{surname} {''.join(p[0] for p in parts)}",
        f"{points} {surname}",
        name.chinese,
    ]


def _latin_forms(given: str, surname: str) -> list[str]:
    return [
        f"{given} {surname}",
        f"{surname} {given}",
        f"{given[0]}. {surname}",
        f"{given} {surname}".upper(),
        f"{surname}, {given}",
        f"{given[0]} {surname}",
        f"{surname}, {given[0]}.",
    ]
