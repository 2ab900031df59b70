-- Records whose id stands more than once in a source: in several parts, or several batches of one part.
-- Takes: parted (filename, batch, the table), file_order. Makes: repeated. Template: key, filled.
CREATE OR REPLACE TABLE repeated AS
SELECT t.source, t.{key} AS id, t.batch, f.file_no, t.filename, {filled} AS n_filled
FROM parted t JOIN file_order f ON f.filename = t.filename
JOIN (SELECT source, {key} AS id FROM parted GROUP BY ALL HAVING count(*) > 1) a ON a.source = t.source AND a.id = t.{key}
