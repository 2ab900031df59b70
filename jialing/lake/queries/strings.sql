-- Distinct affiliation strings with what the source itself says of them: its commonest word that names organisations.
-- Members of alliances and hosts of platforms are resolved too, without counting as rows.
-- Takes: authorships, participations, alliance_members, platforms.
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
)
SELECT affiliation, CAST(sum(n) AS BIGINT) AS n_rows,
       coalesce(arg_max(orgs, (orgs IS NOT NULL, n, orgs)), '') AS orgs,
       coalesce(arg_max(countries, (orgs IS NOT NULL, n, orgs, countries)), '') AS countries
FROM said GROUP BY affiliation
