"""What ROR lacks, as curation requests in the form that ROR's issue tracker takes.

Fields and their order are those of the form "Add a new organization to ROR" of github.com/ror-community/ror-updates
(template ``add-organization-to-ror`` and requests of 2025): names carry their language as ``*en`` or ``*zh``, several
values are separated by ``; ``, relations are written ``https://ror.org/... (parent)``.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jialing.base.sheet_cells import safe_cell
from jialing.errors import InputError
from jialing.lake import NewOrganisation, whole_file
from jialing.pipeline.desk.opening import Desk
from jialing.schema import countries, places

FIELDS = (
    "Name of organization",
    "Website",
    "Domains",
    "Link to publications",
    "Organization type",
    "Organization status",
    "Wikipedia page",
    "Wikidata ID",
    "ISNI ID",
    "GRID ID",
    "Crossref Funder ID",
    "Other names for the organization",
    "Aliases",
    "Labels",
    "Acronym/abbreviation",
    "Related organizations",
    "City",
    "Country",
    "Geonames ID",
    "Year established",
    "How will a ROR ID for this organization be used?",
    "Other information about this request",
)
"""Heads of the form, in its order; what we cannot know stays empty for the curator."""
FORMATS = ("csv", "jsonl")
SUMMARY = "Add a new organization to ROR"
MOST_LINKS = 5
LEAST_WORKS = 2
_PUBLISHED = frozenset(
    {"article", "conference-paper", "review", "preprint", "book", "book-chapter", "letter", "dissertation"}
)


@dataclass(frozen=True)
class CurationRequest:
    """One organisation: its fields by head, works that name it, and the text of an issue ready to paste."""

    org_id: str
    fields: Mapping[str, str]
    n_works: int
    title: str
    body: str


def curation_requests(
    desk: Desk, *, submitter: str = "", least_works: int = LEAST_WORKS
) -> tuple[CurationRequest, ...]:
    """Organisations that people added, are not in ROR, and that at least ``least_works`` works name; the most first.

    ``submitter``: whom ROR's curators may ask, written as it is into the request.
    """
    made = [_request(desk, entry, submitter) for entry in desk.added.values()]
    wanted = [r for r in made if r.n_works >= least_works]
    return tuple(sorted(wanted, key=lambda r: (-r.n_works, r.org_id)))


def write_requests(requests: Sequence[CurationRequest], path: Path) -> None:
    """Write requests as ``.csv`` (a row each) or ``.jsonl``; each row ends with the issue's title and text.

    Raises InputError ``desk.unknown_format`` (file, known), ``lake.no_folder``; WrongState ``lake.disk_full``.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in FORMATS:
        raise InputError("desk.unknown_format", file=path.name, known=", ".join(f".{f}" for f in FORMATS))
    rows = [
        {**r.fields, "Local id": r.org_id, "Works": r.n_works, "Issue title": r.title, "Issue text": r.body}
        for r in requests
    ]
    with whole_file(path) as file:
        file.write(_csv(rows) if kind == "csv" else b"".join(map(_line, rows)))


def _line(row: Mapping[str, object]) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def _csv(rows: Sequence[Mapping[str, object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*FIELDS, "Local id", "Works", "Issue title", "Issue text"])
    writer.writerows([safe_cell(v) for v in row.values()] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _request(desk: Desk, entry: NewOrganisation, submitter: str) -> CurationRequest:
    strings = sorted({a for a, d in desk.ledger.in_force.items() if entry.org_id in d.org_ids})
    works = _works(desk, strings, entry.org_id)
    fields = dict.fromkeys(FIELDS, "") | _fields(desk, entry, strings, works, submitter)
    title = f"{SUMMARY}: {fields['Name of organization'].rpartition('*')[0]}"
    body = "\n".join(
        (f"Summary of request: {SUMMARY}", "", *(f"{head}: {text}".rstrip() for head, text in fields.items()))
    )
    return CurationRequest(entry.org_id, fields, len(works), title, body + "\n")


def _works(desk: Desk, strings: Sequence[str], org_id: str) -> list[dict[str, Any]]:
    """Works with one of the strings, or already resolved to the organisation; published ones with a DOI first."""
    query = """SELECT DISTINCT w.work_no, w.doi, w.title, w.year, w.kind FROM participants p
        JOIN linked_works w USING (work_no) LEFT JOIN affiliations a USING (affiliation_no)
        WHERE (p.org_id = $org OR a.affiliation IN (SELECT unnest($strings::VARCHAR[]))) AND p.role <> 'funder'
        ORDER BY w.doi IS NULL, w.year DESC, w.work_no"""
    return desk.rows(query, {"org": org_id, "strings": list(strings)})


def _fields(
    desk: Desk, entry: NewOrganisation, strings: Sequence[str], works: Sequence[Mapping[str, Any]], submitter: str
) -> dict[str, str]:
    dois = [f"https://doi.org/{w['doi']}" for w in works if w["doi"]]
    place = next((p for p in places() if p.place_id == entry.place_id), None)
    country = countries().get(entry.country_code or "")
    city = desk.places([entry.place_id]).get(entry.place_id, ("", ""))[0] if entry.place_id else ""
    geonames = place.geonames_ids[:1] if place else (entry.place_id or "").removeprefix("gn-")
    return {
        "Name of organization": f"{entry.name_en}*en" if entry.name_en else f"{entry.name_zh}*zh",
        "Website": entry.website,
        "Domains": _domain(entry.website),
        "Link to publications": "; ".join(dois[:MOST_LINKS]),
        "Organization type": entry.kind.capitalize(),
        "Organization status": "Active",
        "Aliases": "; ".join(entry.aliases),
        "Labels": f"{entry.name_zh}*zh" if entry.name_en and entry.name_zh else "",
        "Acronym/abbreviation": entry.acronym,
        "Related organizations": f"{entry.parent_id} (parent)"
        if entry.parent_id.startswith("https://ror.org/")
        else "",
        "City": city,
        "Country": country.name_en if country else "",
        "Geonames ID": str(geonames[0]) if isinstance(geonames, tuple) and geonames else str(geonames or ""),
        "Year established": str(entry.established or ""),
        "How will a ROR ID for this organization be used?": "To identify author affiliations of research outputs.",
        "Other information about this request": _rationale(strings, works, submitter),
    }


def _domain(website: str) -> str:
    host = website.partition("//")[2].partition("/")[0].partition(":")[0]
    return host.removeprefix("www.")


def _rationale(strings: Sequence[str], works: Sequence[Mapping[str, Any]], submitter: str) -> str:
    """Where the organisation is used, as printed, with works; whom to ask. A form of ROR's, so in English."""
    said = [f"Named as affiliation on {len(works)} works."]
    if strings:
        said.append("As printed: " + "; ".join(f'"{s[:160]}"' for s in strings[:3]) + ".")
    without = [w for w in works if not w["doi"] and w["title"] and w["kind"] in _PUBLISHED][:MOST_LINKS]
    if without and not any(w["doi"] for w in works):
        said.append("For example: " + "; ".join(f'"{w["title"][:120]}" ({w["year"]})' for w in without) + ".")
    if submitter:
        said.append(f"Contact: {submitter}.")
    return " ".join(said)
