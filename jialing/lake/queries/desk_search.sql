-- Organisations one of whose names has every word sought. Binds: words (lower case), whole, size.
-- Takes: organisations, organisation_names, affiliations.
WITH named AS (
    SELECT org_id, lower(name) AS name FROM organisation_names
    UNION ALL
    SELECT org_id, lower(unnest([name, name_en, name_zh])) FROM organisations
),
hits AS (
    SELECT org_id, min(CASE WHEN name = $whole THEN 0 WHEN starts_with(name, $whole) THEN 1 ELSE 2 END) AS distance,
           min(length(name)) AS length
    FROM named
    WHERE name IS NOT NULL AND list_bool_and(list_transform($words::VARCHAR[], lambda w: contains(name, w)))
    GROUP BY org_id
),
sizes AS (
    SELECT org_id, sum(n_rows) AS n
    FROM (SELECT unnest(org_ids) AS org_id, n_rows FROM affiliations) JOIN hits USING (org_id) GROUP BY org_id
)
SELECT h.org_id
FROM hits h JOIN organisations o USING (org_id) LEFT JOIN sizes s USING (org_id)
WHERE o.status <> 'withdrawn'
-- A whole name first; then those that the version's works name most, so that a large university comes before its clubs.
ORDER BY h.distance > 0, s.n DESC NULLS LAST, h.distance, h.length, h.org_id
LIMIT $size
