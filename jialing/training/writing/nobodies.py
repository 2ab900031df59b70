"""Strings that name no organisation which a register lists: people, addresses, departments alone, invented bodies."""

from __future__ import annotations

from random import Random

from jialing.training.writing.addresses import address
from jialing.training.writing.bodies import Body
from jialing.training.writing.mix import NOBODIES
from jialing.training.writing.saying import LEGAL, folded
from jialing.training.writing.units import field_of_work, keyed_unit, listed, person, surname, unit

_GENERIC = listed(
    """
    Ministry of Health; Ministry of Education; Independent researcher; Independent Scholar; Private practice;
    Retired; Freelance; University Hospital; General Hospital; Medical School; Graduate School;
    Faculty of Medicine; Research Center; High School; Department of Health; Department of Agriculture;
    Government Hospital; District Hospital; Children's Hospital; Library; Consultant; PhD student;
    Master student; Professor; Senior Lecturer; Editorial Office; Research Institute; The Company;
    Provincial Hospital; National Institute; Regional Office; State University; Technical University;
    Affiliated Hospital; none; n/a; Unaffiliated; Co-first author; Corresponding author; Deceased; Laboratory;
    College of Education; Museum
    """
)
_LOOK_ALIKE = (
    "{} General Hospital", "{} City Hospital", "{} Medical Center", "{} Research Institute", "{} District Hospital",
    "{} Community College", "{} Polytechnic Institute", "{} Cancer Center", "{} Institute of Technology",
    "{} High School",
    "{} College", "{} Eye Clinic", "{} Medical Clinic", "First People's Hospital of {}", "{} Second People's Hospital",
    "{} Center for Disease Control and Prevention", "{} Institute of {field}", "{} Engineering College",
    "St. Mary's Hospital {}",
    "{} Institute of Science", "{} Business School", "{} Botanical Garden", "Bank of {}", "{} Water Authority",
    "Hospital of {}", "{} Law School", "{} Regional Health Authority", "{} School of {field}", "Museum of {}",
)  # fmt: skip
_COMPANY = (
    "{} {} ",
    "{}{} ",
    "{} & {} ",
    "{} {} Technologies ",
    "{} {} Systems ",
    "{} {} Consulting ",
    "{} {} Pharma ",
    "{} {} ",
)
_STEMS = listed(
    """
    Alpha; Nova; Bio; Opto; Photon; Aqua; Terra; Gene; Data; Medi; Quantum; Solar; Inno; Micro; Nano; Cyber;
    Vita; Neuro; Agri; Omni; Sino; Trans; Syn; Electro; Therm; Vision; Light; Blue; Green; North; Star; Apex;
    Prima; Delta; Core; Logic
    """
)
_TAILS = listed(
    """
    tech; vision; scan; gen; cell; ware; soft; pharma; optics; metrics; link; point; works; wave; labs; dyne;
    sense; path
    """
)


def nobody(near: Body, rng: Random) -> str:
    """A string without a listed organisation, from where ``near`` is."""
    kind = rng.choices(list(NOBODIES), list(NOBODIES.values()))[0]
    city, place = folded(near.city) or "Riverside", address(near, rng)
    if kind == "units":
        parts = [unit(rng, near.country) for _ in range(rng.choice((1, 1, 2)))] + place * (rng.random() < 0.5)
        return ", ".join([keyed_unit(rng, near.division or city), *parts[1:]] if rng.random() < 0.2 else parts)
    if kind == "person":
        return ", ".join([person(rng), *place * (rng.random() < 0.4)])
    if kind == "address":
        return ", ".join(
            address(near, rng, form=rng.choice(("city_country", "road", "city_code_country", "country", "city")))
        )
    if kind == "generic":
        return ", ".join([rng.choice(_GENERIC), *place])
    if kind == "look_alike":
        name = rng.choice(_LOOK_ALIKE).format(
            rng.choice((city, near.division or city, surname(rng))), field=field_of_work(rng)
        )
        return ", ".join([*([unit(rng, near.country)] if rng.random() < 0.4 else []), name, *place])
    if kind == "company":
        return ", ".join([company(rng), *place])
    if kind == "letters":
        letters = "".join(rng.choice("ABCDEFGHIKLMNOPRSTUV") for _ in range(rng.choice((3, 3, 4, 4, 5, 6))))
        return ", ".join([letters, *place])
    return rng.choice(("", "-", ".", "*", "1", "#", "N/A", "Author", "et al.", "and", "of", str(rng.randrange(99999))))


def company(rng: Random) -> str:
    """An invented company's name."""
    stem, tail = rng.choice(_STEMS), rng.choice(_TAILS)
    name = rng.choice((f"{stem}{tail} ", *(form.format(stem, tail.title()) for form in _COMPANY)))
    return (name + (rng.choice(LEGAL) if rng.random() < 0.7 else "")).strip()
