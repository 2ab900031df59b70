-- Distinct places and organisations of each work, of those who carry it (a funder does not take part).
-- Takes: participants, organisations.
WITH distinct_places AS (
    SELECT work_no, population, year, place_id, country_code, org_id, sum(weight) AS weight
    FROM participants
    WHERE weight > 0 AND (org_id IS NOT NULL OR place_id IS NOT NULL OR country_code IS NOT NULL)
    GROUP BY ALL
)
SELECT d.work_no, d.population, d.year, d.place_id, d.country_code, d.org_id,
       coalesce(list_contains(o.types, 'company'), FALSE) AS is_company,
       coalesce(list_contains(o.types, 'education'), FALSE) AS is_university,
       d.weight
FROM distinct_places d LEFT JOIN organisations o ON o.org_id = d.org_id
