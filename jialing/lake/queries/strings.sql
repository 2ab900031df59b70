-- Distinct affiliation strings with what the source itself says of them: its commonest word that names organisations;
-- where none does, every country that it gives beside the string, the commonest first (rows then decide for themselves, see
-- second_looks.sql).
-- Members of alliances and hosts of platforms and of strategic forces are resolved too, without counting as rows.
-- Takes: authorships, participations, alliance_members, platforms, strategic_forces.
WITH said AS (
    SELECT affiliation, array_to_string(given_org_ids, ' ') AS orgs, array_to_string(given_countries, ' ') AS countries,
           count(*) AS n
    FROM authorships WHERE affiliation IS NOT NULL GROUP BY ALL
    UNION ALL
    SELECT affiliation, array_to_string(given_org_ids, ' '), array_to_string(given_countries, ' '), count(*)
    FROM participations GROUP BY ALL
    UNION ALL
    SELECT DISTINCT affiliation, NULL, NULL, 0 FROM alliance_members
    UNION ALL
    SELECT DISTINCT host, NULL, NULL, 0 FROM platforms WHERE host IS NOT NULL
    UNION ALL
    SELECT DISTINCT host, NULL, NULL, 0 FROM strategic_forces WHERE host IS NOT NULL
),
countries_said AS (
    SELECT affiliation, array_to_string(list(country ORDER BY n DESC, country)[:8], ' ') AS countries
    FROM (
        SELECT affiliation, country, sum(n) AS n
        FROM (SELECT affiliation, unnest(string_split(countries, ' ')) AS country, n FROM said WHERE countries <> '')
        GROUP BY ALL
    ) GROUP BY affiliation
),
once AS (
    SELECT affiliation, CAST(sum(n) AS BIGINT) AS n_rows,
           coalesce(arg_max(orgs, (orgs IS NOT NULL, n, orgs)), '') AS orgs,
           coalesce(arg_max(countries, (orgs IS NOT NULL, n, orgs, countries)), '') AS countries
    FROM said GROUP BY affiliation
)
SELECT o.affiliation, o.n_rows, o.orgs,
       CASE WHEN o.orgs = '' THEN coalesce(c.countries, '') ELSE o.countries END AS countries
FROM once o LEFT JOIN countries_said c USING (affiliation)
