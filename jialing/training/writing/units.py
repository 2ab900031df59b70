"""Parts of organisations as people write them: departments, laboratories, groups, chairs; and the people themselves."""

from __future__ import annotations

from functools import cache
from random import Random

from jialing.schema import field_names


def listed(words: str) -> tuple[str, ...]:
    """What stands between semicolons."""
    return tuple(word.strip() for word in words.split(";"))


_ENGLISH = (
    (26, "Department of {}"), (4, "{} Department"), (11, "School of {}"), (8, "Faculty of {}"), (6, "Institute of {}"),
    (5, "College of {}"), (6, "Division of {}"), (3, "Section of {}"), (4, "Laboratory of {}"), (3, "{} Laboratory"),
    (3, "{} Research Group"), (3, "{} Group"), (3, "Center for {}"), (2, "Centre for {}"), (2, "{} Center"),
    (2, "{} Research Center"), (2, "Key Laboratory of {}"), (2, "State Key Laboratory of {}"), (2, "{} Unit"),
    (2, "{} Program"), (1, "Program in {}"), (2, "Graduate School of {}"), (1, "Chair of {}"), (1, "Clinic of {}"),
    (1, "Institute for {}"), (1, "{} Institute"), (1, "Research Center for {}"), (1, "Department for {}"),
    (2, "Dept. of {}"), (1, "Dept. {}"), (2, "{}"), (1, "{} Section"), (1, "Faculty of {} and Technology"),
    (2, "School of {} and Engineering"), (1, "{} Branch"), (1, "Medical Faculty, Department of {}"),
    (1, "National Engineering Research Center for {}"), (1, "Office of {}"), (1, "Core Facility for {}"),
)  # fmt: skip

_ELSEWHERE = {
    "es": ("Departamento de {}", "Facultad de {}", "Instituto de {}", "Escuela de {}", "Laboratorio de {}"),
    "pt": ("Departamento de {}", "Faculdade de {}", "Instituto de {}", "Escola de {}", "Laboratório de {}"),
    "it": ("Dipartimento di {}", "Facoltà di {}", "Istituto di {}", "Scuola di {}", "Sezione di {}"),
    "fr": ("Département de {}", "Faculté de {}", "Institut de {}", "Laboratoire de {}", "Service de {}"),
    "de": ("Institut für {}", "Fakultät für {}", "Abteilung für {}", "Lehrstuhl für {}", "Klinik für {}"),
}
_FIELDS = {
    "es": "Física;Química;Biología;Medicina;Ingeniería;Matemáticas;Economía;Ciencias;Psicología;Derecho;Cirugía",
    "pt": "Física;Química;Biologia;Medicina;Engenharia;Matemática;Economia;Ciências;Psicologia;Direito;Cirurgia",
    "it": "Fisica;Chimica;Biologia;Medicina;Ingegneria;Matematica;Economia;Scienze;Psicologia;Chirurgia;Informatica",
    "fr": "Physique;Chimie;Biologie;Médecine;Génie Civil;Mathématiques;Économie;Sciences;Psychologie;Chirurgie",
    "de": "Physik;Chemie;Biologie;Medizin;Informatik;Mathematik;Chirurgie;Psychologie;Neurologie;Geologie;Pathologie",
}
SPOKEN = {
    "es": ("ES", "MX", "AR", "CL", "CO", "PE", "EC", "UY", "VE", "CU"), "pt": ("BR", "PT", "AO", "MZ"), "it": ("IT",),
    "fr": ("FR", "BE", "CH", "CA", "DZ", "TN", "MA", "SN"), "de": ("DE", "AT", "CH"),
}  # fmt: skip
"""Languages besides English in which departments are written, and where."""

_USUAL = listed(
    """
    Medicine; Chemistry; Physics; Computer Science; Public Health; Biology; Engineering; Science; Mathematics;
    Life Sciences; Health Sciences; Surgery; Pediatrics; Psychology; Economics; Clinical Research; Neurology;
    Pathology; Radiology; Internal Medicine; Pharmacy; Molecular Biology; Mechanical Engineering;
    Electrical Engineering; Civil Engineering; Biochemistry; Psychiatry; Nursing; Agriculture; Law; Education;
    Business; Basic Medical Sciences; Cancer Research; Materials Science; Information Technology; Cardiology;
    Chemical Engineering; Oncology; Urology; Biomedical Engineering; Environmental Science; Applied Physics;
    Genetics; Geology; Statistics; Dentistry; Veterinary Medicine; Orthopedic Surgery;
    Obstetrics and Gynecology; Anesthesiology; Ophthalmology; Microbiology and Immunology; Cell Biology;
    Political Science; Sociology; History; Philosophy; Linguistics; Management; Clinical Medicine; Neuroscience;
    Marine Science; Food Science; Electronic Engineering; Dermatology; Epidemiology
    """
)
_USUAL_SHARES = tuple(1.0 / (rank + 2) for rank in range(len(_USUAL)))

_SURNAMES = listed(
    """
    Smith; Wang; Li; Zhang; Garcia; Müller; Kim; Tanaka; Nguyen; Kumar; Singh; Rossi; Silva; Ivanov; Johnson;
    Brown; Chen; Liu; Novak; Jensen; Lee; Martin; Bernard; Schmidt; Lopez; Ali; Khan; Sato; Park; Washington;
    Lincoln; Carter; Young; Franklin; Stanford; Wilson
    """
)
_GIVEN = listed(
    """
    John; Mary; Wei; Anna; Carlos; Yuki; Fatima; Peter; Elena; Thomas; Xiaoming; Jing; Pierre; Hans; Maria;
    Ahmed; Olga; David; Sarah; Rajesh; James; Laura; Min; Hiroshi; Paulo; Ingrid
    """
)


@cache
def _fields() -> tuple[str, ...]:
    names = (one.name_en for one in field_names().values() if one.level != "domain")
    return tuple(dict.fromkeys(name.replace(" (all)", "").removeprefix("General ") for name in names))


@cache
def fields_zh() -> tuple[str, ...]:
    """Chinese names of fields that a department may bear."""
    names = (one.name_zh for one in field_names().values() if one.level == "subfield")
    return tuple(name for name in dict.fromkeys(names) if "（" not in name and "、" not in name)


def field_of_work(rng: Random) -> str:
    """What a department works on."""
    name = rng.choices(_USUAL, _USUAL_SHARES)[0] if rng.random() < 0.75 else rng.choice(_fields())
    if rng.random() < 0.18:
        name = f"{name} and {rng.choice(_USUAL)}"
    return name.replace(" and ", " & ") if rng.random() < 0.1 else name


def unit(rng: Random, country: str) -> str:
    """A part of an organisation in a country, in English or a language of that country."""
    spoken = [lang for lang, where in SPOKEN.items() if country in where]
    if spoken and rng.random() < 0.18:
        lang = rng.choice(spoken)
        return rng.choice(_ELSEWHERE[lang]).format(rng.choice(_FIELDS[lang].split(";")))
    weights = [weight for weight, _ in _ENGLISH]
    form = rng.choices(_ENGLISH, weights)[0][1]
    name = form.format(field_of_work(rng))
    return f"{name} ({initials(name)})" if rng.random() < 0.05 else name


def initials(name: str) -> str:
    """'DBS' for 'Division of Blood Sciences'."""
    return "".join(word[0] for word in name.split(" ") if word[:1].isupper())


def keyed_unit(rng: Random, region: str) -> str:
    """A laboratory that names a region or a ministry as its sponsor."""
    what = field_of_work(rng)
    return rng.choice(
        (
            f"{region} Key Laboratory of {what}",
            f"Key Laboratory of {what} of Ministry of Education",
            f"{region} Provincial Key Laboratory of {what}",
            f"Key Laboratory of {what}, Ministry of Education",
            f"Ministry of Education Key Laboratory of {what}",
            f"{region} Engineering Research Center of {what}",
            f"State Key Laboratory of {what}",
            f"{region} Center for {what}",
        )
    )


def person(rng: Random) -> str:
    """A person's name; invented by drawing given name and surname apart."""
    given, surname = rng.choice(_GIVEN), rng.choice(_SURNAMES)
    return rng.choice((f"{given} {surname}", f"{given[0]}. {surname}", f"Dr. {given} {surname}", f"{surname}, {given}"))


def surname(rng: Random) -> str:
    return rng.choice(_SURNAMES)
