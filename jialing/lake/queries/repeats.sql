-- The repeated records that give way: to the last, or in sources of which the fullest is kept to the one with most values
-- (of its own row, and rows of its own in other tables), of equally full ones to the last.
-- Takes: parted (filename, batch, the table), repeated, belonging (file_no, batch, id, n), fullest (source).
-- Adds to: repeats. Template: table, key, columns.
INSERT INTO repeats
WITH rows_of_theirs AS (
    SELECT file_no, batch, id, sum(n) AS n FROM belonging GROUP BY ALL
),
ranked AS (
    SELECT r.*, f.source IS NOT NULL AS is_by_fullness,
           row_number() OVER line AS place_in_line, first_value(r.file_no) OVER line AS kept_no
    FROM repeated r
    LEFT JOIN fullest f ON f.source = r.source
    LEFT JOIN rows_of_theirs o ON o.file_no = r.file_no AND o.batch = r.batch AND o.id = r.id
    WINDOW line AS (
        PARTITION BY r.source, r.id
        ORDER BY CASE WHEN f.source IS NULL THEN 0 ELSE r.n_filled + coalesce(o.n, 0) END DESC, r.file_no DESC, r.batch DESC
    )
)
SELECT '{table}', r.file_no, r.batch, r.id, r.kept_no,
       left(CAST(to_json({columns}) AS VARCHAR), 500), r.is_by_fullness
FROM ranked r JOIN parted t ON t.filename = r.filename AND t.batch = r.batch AND t.{key} = r.id
WHERE r.place_in_line > 1
