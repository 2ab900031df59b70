-- Records whose id comes again later: in a later part, or in a later batch of the same part.
-- Takes: parted (filename, batch, the table), file_order. Adds to: repeats. Template: table, key, columns.
INSERT INTO repeats
WITH ids AS (
    SELECT source, {key} AS id, batch, f.file_no, t.filename
    FROM parted t JOIN file_order f ON f.filename = t.filename
),
again AS (
    SELECT source, id FROM ids GROUP BY ALL HAVING count(*) > 1
),
ranked AS (
    SELECT i.*, row_number() OVER line AS place_in_line, first_value(i.file_no) OVER line AS kept_no
    FROM ids i JOIN again a ON a.source = i.source AND a.id = i.id
    WINDOW line AS (PARTITION BY i.source, i.id ORDER BY i.file_no DESC, i.batch DESC)
)
SELECT '{table}', r.file_no, r.batch, r.id, r.kept_no,
       left(CAST(to_json({columns}) AS VARCHAR), 500)
FROM ranked r JOIN parted t ON t.filename = r.filename AND t.batch = r.batch AND t.{key} = r.id
WHERE r.place_in_line > 1
