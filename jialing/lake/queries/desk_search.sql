-- Organisations one of whose names has every word sought. Binds: words (lower case), whole, size.
-- Takes: organisations, organisation_names, affiliations.
WITH named AS (
    SELECT org_id, lower(name) AS name FROM organisation_names
    UNION ALL
    SELECT org_id, lower(unnest([name, name_en, name_zh])) FROM organisations
),
-- 0: the name is what is sought, but for a country in brackets; 1: it has all words whole; 2: as parts of longer ones.
hits AS (
    SELECT org_id, min(length(name)) AS length,
           min(CASE WHEN regexp_replace(name, ' \([^()]*\)$', '') = $whole THEN 0
                    WHEN list_bool_and(list_transform($words::VARCHAR[], lambda w:
                         contains(' ' || regexp_replace(name, '[^\p{L}\p{N}]+', ' ', 'g') || ' ', ' ' || w || ' '))) THEN 1
                    ELSE 2 END) AS distance
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
-- Of equally near ones those that the version's works name most, so that a large university comes before its clubs.
ORDER BY h.distance, s.n DESC NULLS LAST, h.length, h.org_id
LIMIT $size
