-- Fields of all parts, one row each, with the names that ship with Jialing where a source has none.
-- Takes: fields, shipped_fields.
WITH told AS (
    SELECT field_id, min(scheme) AS scheme, min(level) AS level, min(parent_id) AS parent_id,
           min(name_en) AS name_en, min(name_zh) AS name_zh
    FROM fields GROUP BY field_id
),
shipped AS (
    SELECT * FROM shipped_fields WHERE EXISTS (SELECT 1 FROM told WHERE told.scheme = 'openalex')
)
SELECT coalesce(t.field_id, s.field_id) AS field_id, coalesce(t.scheme, 'openalex') AS scheme,
       coalesce(t.level, s.level) AS level, coalesce(t.parent_id, s.parent_id) AS parent_id,
       coalesce(t.name_en, s.name_en) AS name_en, coalesce(t.name_zh, s.name_zh) AS name_zh
FROM told t FULL JOIN shipped s ON t.field_id = s.field_id
