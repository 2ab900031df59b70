-- One row per organisation. Where several sources have it: ROR before local tables before OpenAlex, then by name of source;
-- names that the first lacks come from the others.
-- Takes: organisations.
WITH ranked AS (
    SELECT *, row_number() OVER (
        PARTITION BY org_id
        ORDER BY CASE source WHEN 'ror' THEN 0 WHEN 'openalex' THEN 2 ELSE 1 END, source
    ) AS place_in_line
    FROM organisations
),
others AS (
    SELECT org_id, min(name_en) AS name_en, min(name_zh) AS name_zh FROM ranked WHERE place_in_line > 1 GROUP BY org_id
)
SELECT r.* EXCLUDE (place_in_line)
       REPLACE (coalesce(r.name_en, o.name_en) AS name_en, coalesce(r.name_zh, o.name_zh) AS name_zh)
FROM ranked r LEFT JOIN others o ON r.org_id = o.org_id
WHERE r.place_in_line = 1
ORDER BY r.org_id
