-- The primary field of each work (one per scheme) and every field above it. A hierarchy deeper than eight, or one in a
-- circle, is cut there.
-- Takes: work_fields, fields, numbers.
WITH RECURSIVE above AS (
    SELECT field_id AS of_id, field_id, level, parent_id, 1 AS depth FROM fields
    UNION ALL
    SELECT a.of_id, f.field_id, f.level, f.parent_id, a.depth + 1
    FROM above a JOIN fields f ON f.field_id = a.parent_id WHERE a.depth < 8
),
ancestors AS (
    SELECT DISTINCT of_id, field_id, level FROM above
),
primaries AS (
    SELECT n.work_no, w.field_id
    FROM work_fields w JOIN numbers n ON n.source = w.source AND n.source_id = w.source_id
    WHERE w.is_primary
)
SELECT DISTINCT p.work_no, coalesce(a.field_id, p.field_id) AS field_id, coalesce(a.level, 'class') AS level
FROM primaries p LEFT JOIN ancestors a ON a.of_id = p.field_id
