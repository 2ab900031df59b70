-- Every field that a source gives a work, secondary ones too, ranked within its classification.
-- Takes: work_fields, numbers.
WITH given AS (
    SELECT n.work_no, w.field_id, max(w.score) AS score, bool_or(w.is_primary) AS is_primary
    FROM work_fields w JOIN numbers n ON n.source = w.source AND n.source_id = w.source_id
    GROUP BY ALL
)
SELECT work_no, field_id,
       CAST(row_number() OVER (PARTITION BY work_no, split_part(field_id, ':', 1)
                               ORDER BY is_primary DESC, score DESC NULLS LAST, field_id) AS INTEGER) AS rank,
       score, is_primary
FROM given
