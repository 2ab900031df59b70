"""Work records have the shape of OpenAlex's of 2026; the lists of members were typed by hand."""

from __future__ import annotations

from typing import Any

from jialing.world.listing import listed

WORK = listed("""
id doi title display_name publication_year publication_date ids language primary_location type indexed_in
open_access authorships institutions countries_distinct_count institutions_distinct_count
corresponding_author_ids corresponding_institution_ids apc_list apc_paid fwci has_fulltext cited_by_count
citation_normalized_percentile cited_by_percentile_year biblio is_retracted is_paratext is_xpac primary_topic
topics keywords concepts mesh locations_count locations best_oa_location sustainable_development_goals awards
funders has_content content_urls referenced_works_count referenced_works related_works abstract_inverted_index
counts_by_year updated_date created_date
""")
AUTHORSHIP = listed("""
author_position author institutions countries is_corresponding raw_author_name raw_affiliation_strings
raw_orcid affiliations
""")
INSTITUTION = listed("id display_name ror country_code type lineage")
LOCATION = listed("""
id is_oa landing_page_url pdf_url source license license_id version is_accepted is_published raw_source_name
raw_type
""")
SOURCE = listed("""
id display_name issn_l issn is_oa is_in_doaj is_core host_organization host_organization_name
host_organization_lineage host_organization_lineage_names type
""")
TOPIC = listed("id display_name score subfield field domain")

Records = list[dict[str, Any]]


def test_record_has_the_members_of_a_work(records: Records) -> None:
    assert {tuple(r) for r in records} == {tuple(WORK)} or {frozenset(r) for r in records} == {frozenset(WORK)}


def test_authorship_has_its_members(records: Records) -> None:
    assert {tuple(a) for r in records for a in r["authorships"]} == {tuple(AUTHORSHIP)}


def test_institution_has_its_members(records: Records) -> None:
    shapes = {tuple(i) for r in records for a in r["authorships"] for i in a["institutions"]}
    assert shapes == {tuple(INSTITUTION)}


def test_affiliation_pairs_string_and_institutions(records: Records) -> None:
    for record in records:
        for authorship in record["authorships"]:
            printed = [pair["raw_affiliation_string"] for pair in authorship["affiliations"]]
            assert printed == authorship["raw_affiliation_strings"]


def test_location_and_source_have_their_members(records: Records) -> None:
    places = [place for r in records for place in r["locations"]]
    assert ({tuple(p) for p in places}, {tuple(p["source"]) for p in places}) == ({tuple(LOCATION)}, {tuple(SOURCE)})


def test_topic_has_its_members(records: Records) -> None:
    assert {tuple(t) for r in records for t in r["topics"]} == {tuple(TOPIC)}


def test_records_are_large_enough(record_lines: list[bytes]) -> None:
    assert sum(map(len, record_lines)) / len(record_lines) >= 6 * 1024


def test_work_ids_are_distinct(records: Records) -> None:
    assert len({r["id"] for r in records}) == len(records)


def test_author_positions_are_first_middle_last(records: Records) -> None:
    for record in records:
        n = len(record["authorships"])
        expected = ["first", *["middle"] * (n - 2), "last"][:n]
        assert [a["author_position"] for a in record["authorships"]] == expected


def test_nobody_signs_a_work_twice(records: Records) -> None:
    for record in records:
        ids = [a["author"]["id"] for a in record["authorships"] if a["author"]["id"]]
        assert len(ids) == len(set(ids))


def test_references_are_earlier_works_of_this_world(records: Records) -> None:
    year = {r["id"]: r["publication_year"] for r in records}
    cited = [(year[c], r["publication_year"]) for r in records for c in r["referenced_works"]]
    assert len(cited) > len(records)
    assert all(earlier <= later for earlier, later in cited)


def test_citations_by_year_add_up(records: Records) -> None:
    assert all(sum(c["cited_by_count"] for c in r["counts_by_year"]) == r["cited_by_count"] for r in records)


def test_output_grows(records: Records) -> None:
    years = [r["publication_year"] for r in records]
    assert years.count(2025) > 1.5 * years.count(2016)


def test_corresponding_author_is_known_for_some(records: Records) -> None:
    known = sum(any(a["is_corresponding"] for a in r["authorships"]) for r in records) / len(records)
    assert 0.5 < known < 0.7


def test_institutions_are_missing_for_a_good_part(records: Records) -> None:
    without = sum(not any(a["institutions"] for a in r["authorships"]) for r in records) / len(records)
    assert 0.45 < without < 0.7


def _is_sorted(record: dict[str, Any]) -> bool:
    surnames = [a["author"]["display_name"].split()[-1] for a in record["authorships"]]
    return surnames == sorted(surnames)


def _in_order(records: Records, field: str) -> float:
    works = [
        r
        for r in records
        if r["primary_topic"] and r["primary_topic"]["field"]["display_name"] == field and len(r["authorships"]) > 2
    ]
    return sum(map(_is_sorted, works)) / len(works)


def test_mathematicians_sign_by_alphabet(records: Records) -> None:
    assert _in_order(records, "Mathematics") > 0.5


def test_engineers_do_not_sign_by_alphabet(records: Records) -> None:
    assert _in_order(records, "Engineering") < 0.3
