-- Who carries a work, and how the part of one with several affiliations is divided.
-- Takes: people, keys, numbers. Makes: carriers, shares.
CREATE OR REPLACE TABLE carriers AS
WITH counted AS (
    SELECT work_no,
           count(key_no) AS n_affiliated,
           count(key_no) FILTER (is_resolved) AS n_resolved,
           count(key_no) FILTER (is_placed) AS n_placed,
           count(key_no) FILTER (is_in_country) AS n_in_country,
           count(*) FILTER (is_author AND key_no IS NULL) AS n_unaffiliated,
           coalesce(max(position) FILTER (is_author), 0) AS last_author,
           bool_or(NOT is_author AND role <> 'funder') AS has_participants
    FROM people LEFT JOIN keys USING (key_no) GROUP BY work_no
),
organisations_in AS (
    SELECT work_no, count(DISTINCT position) AS n FROM people
    WHERE NOT is_author AND role <> 'funder' GROUP BY work_no
)
SELECT n.work_no, coalesce(c.n_affiliated, 0) AS n_affiliated, coalesce(c.n_resolved, 0) AS n_resolved,
       coalesce(c.n_placed, 0) AS n_placed, coalesce(c.n_in_country, 0) AS n_in_country,
       coalesce(c.n_unaffiliated, 0) AS n_unaffiliated,
       coalesce(c.has_participants, FALSE) AS has_participants,
       coalesce(o.n, greatest(n.n_authors, c.last_author, 1)) AS n_people
FROM numbers n
LEFT JOIN counted c ON c.work_no = n.work_no
LEFT JOIN organisations_in o ON o.work_no = n.work_no;

CREATE OR REPLACE TABLE shares AS
WITH several AS (
    SELECT work_no, is_author, position, count(*) AS n FROM people WHERE key_no IS NOT NULL AND role <> 'funder'
    GROUP BY ALL HAVING count(*) > 1
),
units AS (
    SELECT p.work_no, p.is_author, p.position, k.key_no, unnest(k.units) AS unit
    FROM several s
    JOIN people p ON p.work_no = s.work_no AND p.is_author = s.is_author AND p.position = s.position
    JOIN keys k ON k.key_no = p.key_no
    WHERE p.role <> 'funder'
),
held AS (
    SELECT work_no, is_author, position, coalesce(unit.org_id, '?' || key_no) AS unit, count(*) AS n_rows FROM units GROUP BY ALL
),
counted AS (
    SELECT work_no, is_author, position, count(*) AS n_units FROM held GROUP BY ALL
)
SELECT h.work_no, h.is_author, h.position, h.unit, c.n_units * h.n_rows AS parts
FROM held h JOIN counted c USING (work_no, is_author, position)
