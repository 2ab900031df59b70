-- Organisations whose names resemble what a group of strings has in common, the likest first. A name must have the rarest of
-- the words that any name has, and counts by how much of the words (the rarer, the more) and of the name is shared.
-- Binds: words (of Latin script with a blank on either side, Chinese as pairs of characters), rare (a word is that is in one
-- name of so many), size.
-- Takes: organisations, organisation_names.
WITH names AS MATERIALIZED (
    SELECT DISTINCT
        org_id, ' ' || trim(regexp_replace(lower(strip_accents(name)), '[^\p{L}\p{N}]+', ' ', 'g')) || ' ' AS name
    FROM organisation_names WHERE kind <> 'acronym'
),
sought AS (SELECT DISTINCT unnest($words::VARCHAR[]) AS word),
shared AS (SELECT word, org_id, name FROM sought JOIN names ON contains(name, word)),
weighed AS (
    SELECT word, ln((SELECT count(*) FROM names) / greatest(count(s.word), 1)) AS weight, count(s.word) AS n
    FROM sought LEFT JOIN shared s USING (word) GROUP BY word
),
scored AS (
    SELECT org_id, max(weight) AS rarest, min(n) AS fewest, sum(weight) / (SELECT sum(weight) FROM weighed) AS of_words,
           count(*) / CASE WHEN name ~ '[\x{4e00}-\x{9fff}]' THEN greatest(length(name) - 3, 1)
                           ELSE len(string_split(trim(name), ' ')) END AS of_name
    FROM shared JOIN weighed USING (word) GROUP BY org_id, name
)
SELECT org_id, max(of_words * least(of_name, 1)) AS likeness
FROM scored JOIN organisations USING (org_id)
WHERE status <> 'withdrawn' AND of_name >= 0.3
  AND rarest >= 0.9 * (SELECT max(weight) FROM weighed WHERE n > 0)
  AND fewest <= greatest(3, (SELECT count(*) FROM names) // $rare)
GROUP BY org_id
HAVING likeness >= 0.25
ORDER BY likeness DESC, org_id
LIMIT $size
