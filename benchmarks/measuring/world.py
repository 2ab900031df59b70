# ruff: noqa: E501 (queries read better in long lines)
"""Invented linked tables as the pipeline would have made them; scale 1 is 100,000 works."""

from __future__ import annotations

from pathlib import Path

import duckdb

CIRCLE_SIZES = {"west": 16, "north": 14, "delta": 41, "bay": 11}


def generate(folder: Path, scale: float) -> None:
    """Writes the inputs of the measures as Parquet files."""
    con = duckdb.connect()
    con.execute(f"SET memory_limit='4GB'; SET threads=2; SET temp_directory='{folder}/spill'")
    con.execute(GEOGRAPHY.format(circles=_circle_rows()))
    con.execute(WORKS.format(n_works=int(100_000 * scale)))
    con.execute(PARTICIPANTS)
    for name, query in FILES.items():
        con.execute(f"COPY ({query}) TO '{folder}/{name}.parquet' (FORMAT parquet, COMPRESSION zstd)")


def _circle_rows() -> str:
    rows = [(circle, number) for circle, size in CIRCLE_SIZES.items() for number in range(size)]
    return ", ".join(f"('{circle}', {i}, 'CN-{100000 + 100 * i}')" for i, (circle, _) in enumerate(rows))


GEOGRAPHY = """
CREATE MACRO u(i, salt) AS (hash(i * 1000003 + salt) % 1000000) / 1000000.0;
CREATE TABLE circle AS SELECT * FROM (VALUES {circles}) t(circle_id, n, place_id);
CREATE TABLE place AS
    SELECT n, place_id, 'CN' AS country_code FROM circle
    UNION ALL SELECT i, 'CN-' || (200000 + 100 * i), 'CN' FROM range(82, 342) r(i)
    UNION ALL SELECT i, 'gn-' || (1000000 + i), 'C' || lpad((i % 150)::text, 3, '0') FROM range(342, 1842) r(i);
CREATE TABLE org AS
    SELECT p.n * 20 + k AS n, 'https://ror.org/' || lpad((p.n * 20 + k)::text, 9, '0') AS org_id, place_id, country_code,
           k % 5 = 4 AS is_company, k % 5 < 2 AS is_university
    FROM place p, range(20) r(k);
"""

WORKS = """
CREATE TABLE work AS
    SELECT i AS work_no, 'openalex:publications' AS population,
           (2014 + floor(10 * (i / {n_works})))::INT AS year,
           least(40, 1 + floor(-4.5 * ln(1 - u(i, 1))))::INT AS n_authors,
           least(12, 1 + floor(-3.2 * ln(1 - u(i, 2))))::INT AS n_orgs,
           floor(252 * pow(u(i, 3), 1.5))::INT AS subfield,
           floor(82 * pow(u(i, 4), 2))::INT AS home
    FROM range({n_works}) r(i);
CREATE TABLE work_org AS
    WITH pick AS (
        SELECT work_no, k, u(work_no, 10 + k) AS r, u(work_no, 30 + k) AS s, home FROM work, range(n_orgs) t(k)
    )
    SELECT work_no, k, 20 * CASE
            WHEN k = 0 OR r < 0.35 THEN home
            WHEN r < 0.60 THEN floor(82 * pow(s, 2))
            WHEN r < 0.82 THEN 82 + floor(260 * s)
            ELSE 342 + floor(1500 * pow(s, 3)) END::INT + floor(20 * pow(u(work_no, 50 + k), 2))::INT AS n
    FROM pick;
"""

PARTICIPANTS = """
CREATE TABLE participant AS
    WITH seat AS (
        SELECT work_no, population, year, p AS position, p = n_authors AS is_last, p = 1 OR p = n_authors AS may_lead,
               n_authors, n_orgs, subfield,
               CASE WHEN subfield % 25 = 7 THEN (p * 2000 / n_authors)::INT ELSE floor(2000 * u(work_no, 70 + p))::INT END AS name
        FROM work, range(1, n_authors + 1) t(p)
    ), stay AS (
        SELECT *, CASE WHEN u(work_no, 120 + position) < 0.9 THEN unnest(
            CASE WHEN u(work_no, 170 + position) < 0.2 AND n_orgs > 1
                 THEN [position % n_orgs, (position + 1) % n_orgs] ELSE [position % n_orgs] END) END AS k,
            CASE WHEN u(work_no, 170 + position) < 0.2 AND n_orgs > 1 THEN 2 ELSE 1 END AS n_stays
        FROM seat
    )
    SELECT s.work_no, population, year, position, 'author' AS role, is_last,
           CASE WHEN s.work_no % 3 > 0 THEN may_lead AND position = 1 END AS is_corresponding,
           'A' || name AS person_id, 'Given F' || lpad(name::text, 4, '0') AS person_name,
           CASE WHEN u(s.work_no, 220 + position) < 0.97 THEN s.work_no * 8 + position % 8 END AS affiliation_no,
           org_id, place_id, country_code, 1.0 / n_authors / n_stays AS weight, is_company, is_university
    FROM stay s LEFT JOIN work_org w ON w.work_no = s.work_no AND w.k = s.k LEFT JOIN org o ON o.n = w.n;
"""

_LEVELS = (
    ("domain", "'D' || subfield % 4"),
    ("field", "'F' || subfield % 26"),
    ("subfield", "'S' || (2000 + subfield)"),
)

FILES = {
    "works": """SELECT w.work_no, w.population, w.year, w.n_authors, (hash(w.work_no) % 50)::INT AS cited_by, count(*) FILTER (affiliation_no IS NOT NULL)::INT AS n_affiliated,
        count(org_id)::INT AS n_resolved, count(place_id)::INT AS n_placed, count(country_code)::INT AS n_in_country,
        count(*) FILTER (affiliation_no IS NULL AND org_id IS NULL)::INT AS n_unaffiliated FROM work w JOIN participant p USING (work_no) GROUP BY ALL ORDER BY 1""",
    "participants": "SELECT * EXCLUDE (is_company, is_university) FROM participant ORDER BY work_no, position",
    "work_places": """SELECT work_no, population, year, place_id, country_code, org_id, any_value(is_company) AS is_company,
        any_value(is_university) AS is_university, sum(weight) AS weight FROM participant
        WHERE place_id IS NOT NULL GROUP BY ALL ORDER BY work_no""",
    "work_fields": " UNION ALL ".join(
        f"SELECT work_no, 'openalex:' || {code} AS field_id, '{level}' AS level FROM work" for level, code in _LEVELS
    )
    + " ORDER BY work_no",
    "members": "SELECT circle_id, place_id FROM circle",
    "places": "SELECT place_id, country_code FROM place",
    "authorship_persons": "SELECT DISTINCT work_no, position, person_id FROM participant ORDER BY work_no, position",
    "belt_and_road": "SELECT DISTINCT country_code, 2013 + (n % 8)::INT AS signed_year FROM place WHERE n BETWEEN 342 AND 441",
}
