# ruff: noqa: E501 (queries read better in long lines)
"""Every step of the measures once more, as SQL written by hand: what Narwhals' plans are compared with."""

from __future__ import annotations

_LONG = """
SELECT * EXCLUDE (n_full, n_fractional), CASE WHEN counting = 'full' THEN n_full ELSE n_fractional END::DOUBLE AS n_works
FROM ({sums}), (VALUES ('full'), ('fractional')) c(counting)
"""


def _tally(keys: str, source: str, *, levels: str = "", inner: str = "true") -> str:
    """All fields from every row, fields from the rows of ``inner`` at ``levels``; both countings."""
    sums = "count(*) AS n_full, sum(weight) AS n_fractional"
    at = f"AND level IN ({levels})" if levels else ""
    return _LONG.format(
        sums=f"""SELECT population, {keys}, '' AS field_id, year, {sums} FROM {source} GROUP BY ALL UNION ALL
        SELECT population, {keys}, field_id, year, {sums} FROM {source} JOIN work_fields USING (work_no)
        WHERE {inner} {at} GROUP BY ALL"""
    )


_CODE = "CASE WHEN country_code IN ('HK', 'MO', 'TW') THEN 'CN' ELSE country_code END"
_COARSE = "'field', 'class'"

SQL = {
    "place_works": """SELECT work_no, population, year, place_id, sum(weight) AS weight FROM work_places
        WHERE place_id IS NOT NULL GROUP BY ALL""",
    "circle_works": """SELECT work_no, population, year, circle_id, sum(weight) AS weight, count(*) AS n_places
        FROM place_works JOIN members USING (place_id) GROUP BY ALL""",
    "country_works": """SELECT work_no, population, year, country_code, sum(weight) AS weight FROM work_places
        WHERE country_code IS NOT NULL GROUP BY ALL""",
    "place_links": """
        WITH size AS (SELECT work_no, 1.0 / (count(*) - 1) AS weight FROM place_works GROUP BY ALL HAVING count(*) > 1),
        unit AS (SELECT work_no, population, year, place_id, s.weight, place_id IN (FROM members SELECT place_id) AS is_member
            FROM place_works JOIN size s USING (work_no))
        SELECT a.work_no, a.population, a.year, b.is_member AS is_inside, least(a.place_id, b.place_id) AS place_a,
            greatest(a.place_id, b.place_id) AS place_b, a.weight
        FROM unit a JOIN unit b ON a.work_no = b.work_no AND a.place_id <> b.place_id
        WHERE a.is_member AND (a.place_id < b.place_id OR NOT b.is_member)""",
    "foreign_works": f"""
        WITH homes AS (SELECT DISTINCT circle_id, {_CODE} AS home FROM members JOIN places USING (place_id))
        SELECT c.*, country_code, {_CODE} AS home FROM circle_works c JOIN country_works USING (work_no)
        ANTI JOIN homes h ON h.circle_id = c.circle_id AND h.home = {_CODE}""",
    "sector_works": "SELECT work_no, place_id, is_university FROM work_places WHERE is_university OR is_company",
    "partner_works": """
        WITH both_kinds AS (SELECT work_no FROM sector_works GROUP BY ALL HAVING bool_or(is_university) AND NOT bool_and(is_university)),
        common AS (SELECT a.circle_id, b.circle_id AS other_id, place_id FROM members a JOIN members b USING (place_id)
            WHERE a.circle_id <> b.circle_id),
        shared AS (SELECT work_no, circle_id, other_id, count(*) AS n FROM place_works JOIN common USING (place_id) GROUP BY ALL)
        SELECT work_no, population, year, circle_id, weight, 'inside' AS partner FROM circle_works WHERE n_places > 1
        UNION ALL SELECT a.work_no, a.population, a.year, a.circle_id, a.weight, 'circle:' || b.circle_id
            FROM circle_works a JOIN circle_works b ON a.work_no = b.work_no AND a.circle_id <> b.circle_id
            LEFT JOIN shared s ON s.work_no = a.work_no AND s.circle_id = a.circle_id AND s.other_id = b.circle_id
            WHERE s.n IS NULL OR b.n_places > s.n
        UNION ALL SELECT DISTINCT work_no, population, year, circle_id, weight, 'abroad' FROM foreign_works
        UNION ALL SELECT work_no, population, year, circle_id, weight, 'country:' || country_code FROM foreign_works
        UNION ALL SELECT DISTINCT work_no, population, year, circle_id, weight, 'bri' FROM foreign_works
            JOIN belt_and_road USING (country_code) WHERE signed_year IS NULL OR signed_year <= year
        UNION ALL SELECT work_no, population, year, circle_id, weight, 'university-company' FROM circle_works
            SEMI JOIN both_kinds USING (work_no)
            SEMI JOIN (SELECT work_no, circle_id FROM sector_works JOIN members USING (place_id)) USING (work_no, circle_id)""",
    "ordered_works": r"""
        WITH author AS (SELECT work_no, position, min(person_name) AS name FROM participants WHERE role = 'author' GROUP BY ALL),
        named AS (SELECT work_no, position, CASE WHEN regexp_matches(name, '[⺀-￯]') THEN NULL
            WHEN contains(name, ',') THEN lower(split_part(name, ',', 1)) ELSE lower(string_split(name, ' ')[-1]) END AS family FROM author),
        lists AS (SELECT work_no, list(family ORDER BY position) AS l FROM named GROUP BY ALL
            HAVING count(*) > 1 AND count(*) = count(family))
        SELECT l.work_no, w.population, CASE WHEN len(l) <= 8 THEN 1 / factorial(len(l)::INT) ELSE 0 END::DOUBLE AS chance,
            (list_sort(l) = l)::INT AS in_order
        FROM lists l JOIN works w ON w.work_no = l.work_no AND w.n_authors = len(l) WHERE len(list_distinct(l)) = len(l)""",
    "covered_works": """SELECT work_no, population, year, n_affiliated, n_resolved, n_placed, n_in_country, n_unaffiliated,
            1 AS n_works, (p.work_no IS NOT NULL)::INT AS n_works_placed
        FROM works LEFT JOIN (SELECT DISTINCT work_no FROM work_places WHERE place_id IS NOT NULL) p USING (work_no)""",
    "output_places": _tally("place_id", "place_works", inner="place_id IN (FROM members SELECT place_id)"),
    "output_circles": _tally("circle_id", "circle_works"),
    "inside_places": _tally(
        "circle_id, place_id",
        """(SELECT p.work_no, p.population, p.year, m.circle_id, p.place_id, p.weight FROM place_works p
        JOIN members m USING (place_id) JOIN (SELECT work_no, circle_id FROM circle_works WHERE n_places > 1) c
        ON c.work_no = p.work_no AND c.circle_id = m.circle_id)""",
    ),
    "output_countries": _tally(
        "country_code",
        """(SELECT work_no, population, year, country_code, weight FROM country_works
        UNION ALL SELECT work_no, population, year, '', 1 FROM works)""",
    ),
    "org_works": """SELECT work_no, population, year, org_id, place_id, sum(weight) AS weight FROM work_places
        WHERE org_id IS NOT NULL AND place_id IN (FROM members SELECT place_id) GROUP BY ALL""",
    "output_orgs": _tally("org_id, place_id", "org_works", levels="'domain', 'class'"),
    "collab_places": _tally("place_a, place_b", "place_links", levels=_COARSE, inner="is_inside"),
    "collab_orgs": """
        WITH size AS (SELECT work_no, 1.0 / (count(DISTINCT org_id) - 1) AS weight FROM work_places WHERE org_id IS NOT NULL
            GROUP BY ALL HAVING min(org_id) <> max(org_id)),
        unit AS (SELECT work_no, population, year, org_id, size.weight FROM org_works JOIN size USING (work_no))"""
    + _LONG.format(
        sums="""SELECT a.population, a.org_id AS org_a, b.org_id AS org_b, a.year, count(*) AS n_full, sum(a.weight) AS n_fractional
        FROM unit a JOIN unit b ON a.work_no = b.work_no AND a.org_id < b.org_id GROUP BY ALL"""
    ),
    "circle_partners": _LONG.format(
        sums=f"""SELECT population, circle_id, partner, '' AS field_id, year, count(*) AS n_full, sum(weight) AS n_fractional
        FROM partner_works GROUP BY ALL UNION ALL
        SELECT population, circle_id, partner, field_id, year, count(*), sum(weight) FROM partner_works
        JOIN work_fields USING (work_no) WHERE NOT starts_with(partner, 'country:') OR level IN ({_COARSE}) GROUP BY ALL"""
    ),
    "author_order": """
        WITH rows AS (SELECT population, '' AS field_id, in_order, chance FROM ordered_works UNION ALL
            SELECT population, field_id, in_order, chance FROM ordered_works JOIN work_fields USING (work_no))
        SELECT population, field_id, count(*) AS n_works, avg(in_order) AS alphabetical_share, avg(chance) AS expected_share,
            CASE WHEN count(*) >= 100 THEN avg(in_order) - avg(chance) >= 0.25 * (1 - avg(chance)) END AS is_alphabetical
        FROM rows GROUP BY ALL""",
    "leader_works": f"""
        WITH tells AS (SELECT work_no FROM works JOIN work_fields USING (work_no) LEFT JOIN author_order USING (population, field_id)
            WHERE level IN ({_COARSE}) GROUP BY ALL HAVING count(*) = count(*) FILTER (NOT is_alphabetical))
        SELECT work_no, place_id, max(CASE WHEN is_corresponding THEN 1 ELSE 0 END) AS led_corresponding,
                max(CASE WHEN position = 1 AND t.work_no IS NOT NULL THEN 1 ELSE 0 END) AS led_first,
                max(CASE WHEN is_last AND t.work_no IS NOT NULL THEN 1 ELSE 0 END) AS led_last
            FROM participants LEFT JOIN tells t USING (work_no)
            WHERE role = 'author' AND place_id IS NOT NULL AND (position = 1 OR is_last OR is_corresponding) GROUP BY ALL
            HAVING led_corresponding + led_first + led_last > 0""",
    "led_works": """
        WITH known AS (SELECT work_no, max(led_corresponding) AS known_corresponding, max(led_first) AS known_first,
            max(led_last) AS known_last FROM leader_works GROUP BY ALL)
        SELECT work_no, population, year, place_id, known_corresponding, known_first, known_last,
            coalesce(led_corresponding, 0) AS led_corresponding, coalesce(led_first, 0) AS led_first, coalesce(led_last, 0) AS led_last
        FROM place_works JOIN known USING (work_no) LEFT JOIN leader_works USING (work_no, place_id)
        WHERE place_id IN (FROM members SELECT place_id)""",
    "leadership_sums": f"""
        WITH rows AS (SELECT '' AS field_id, * FROM led_works UNION ALL
            SELECT field_id, led_works.* FROM led_works JOIN work_fields USING (work_no) WHERE level IN ({_COARSE}))
        SELECT population, place_id, field_id, year, sum(known_corresponding)::DOUBLE AS known_corresponding, sum(known_first)::DOUBLE AS known_first,
            sum(known_last)::DOUBLE AS known_last, sum(led_corresponding)::DOUBLE AS led_corresponding, sum(led_first)::DOUBLE AS led_first,
            sum(led_last)::DOUBLE AS led_last FROM rows GROUP BY ALL""",
    "coverage": """
        WITH rows AS (SELECT '' AS field_id, * FROM covered_works UNION ALL
            SELECT field_id, covered_works.* FROM covered_works JOIN work_fields USING (work_no))
        SELECT population, field_id, year, sum(n_works)::BIGINT AS n_works, sum(n_works_placed)::BIGINT AS n_works_placed,
            sum(n_affiliated)::BIGINT AS n_affiliated, sum(n_resolved)::BIGINT AS n_resolved,
            sum(n_placed)::BIGINT AS n_placed, sum(n_in_country)::BIGINT AS n_in_country,
            sum(n_unaffiliated)::BIGINT AS n_unaffiliated FROM rows GROUP BY ALL""",
    "coverage_circles": """
        SELECT population, circle_id, year, sum(n_works)::BIGINT AS n_works, sum(n_affiliated)::BIGINT AS n_affiliated,
            sum(n_resolved)::BIGINT AS n_resolved, sum(n_placed)::BIGINT AS n_placed,
            sum(n_in_country)::BIGINT AS n_in_country, sum(n_unaffiliated)::BIGINT AS n_unaffiliated
        FROM covered_works JOIN (SELECT work_no, circle_id FROM circle_works) USING (work_no) GROUP BY ALL""",
}
