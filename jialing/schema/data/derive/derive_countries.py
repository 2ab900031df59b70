"""Derive countries.csv from CLDR's and ISO's names; run by hand, never at run time (see ../README.md).

    python derive_countries.py FOLDER

FOLDER holds the packages ``babel`` (CLDR's territory names) and ``pycountry`` (ISO 3166-1 codes and official names), unpacked.
"""

from __future__ import annotations

import csv
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
# CLDR's full names of some territories are not the short names in use, or are CLDR's long compromise forms.
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
    sys.path[:0] = [str(folder / "babel"), str(folder / "pycountry")]
    rows = list(_rows())
    with (HERE.parent / "countries.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    sys.stderr.write(f"countries.csv: {len(rows)} rows\n")


def _rows() -> Iterator[dict[str, str]]:
    # Packages of the folder given, not of the environment.
    pycountry, locale = import_module("pycountry"), import_module("babel").Locale
    extra = tomllib.loads((HERE / "country_aliases.toml").read_text(encoding="utf-8"))
    english, chinese = locale("en").territories, locale("zh").territories
    official: dict[str, Any] = {c.alpha_2: c for c in pycountry.countries}
    for code in sorted([*official, "XK"]):
        en, zh = SHORT.get(code, (_typed(english[code]), chinese[code]))
        names = [english[code], chinese[code], *_iso_names(official.get(code)), *extra.get(code, [])]
        every = dict.fromkeys(form for name in names for form in (name, _typed(name)))
        yield {
            "code": code,
            "name_en": en,
            "name_zh": zh,
            "aliases": "|".join(a for a in every if a not in (en, zh, code)),
        }


def _iso_names(country: Any) -> list[str]:
    """Name, common and official name of ISO, and the three-letter code (which Scopus and many affiliations use)."""
    if country is None:
        return []
    fields = ("name", "common_name", "official_name", "alpha_3")
    return [getattr(country, field) for field in fields if hasattr(country, field)]


def _typed(name: str) -> str:
    """As typed in affiliations: straight apostrophe, 'and' and 'Saint' written out."""
    return name.replace("’", "'").replace(" & ", " and ").replace("St. ", "Saint ")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
