-- Context decides homonyms: rows whose string lies between several organisations (`candidates`) are looked at again, and
-- take the candidate that the row's surroundings name, only where exactly one fits. In this order: the country that the
-- source gives in this very row; the sure organisations of others on the work; those of the author's other works (the
-- source's id of the author, else exactly the same full name); the place of the work's other sure rows; their country.
-- What the resolver already answered is only overruled by the first three.
-- Takes: people_read, keys, affiliations, organisations. Makes: second_looks (work_no, is_author, position, key_no, org_id,
-- because). Sure is an organisation of probability 0.8 or more, or one that a person or the source names.
CREATE OR REPLACE TABLE contested AS
WITH told AS (
    SELECT k.key_no, a.org_ids[1] AS given, unnest(from_json(a.candidates, '[{"org_id": "VARCHAR"}]')).org_id AS org_id
    FROM affiliations a JOIN keys k ON k.affiliation_no = a.affiliation_no
    WHERE a.candidates IS NOT NULL AND a.decided_by = 'resolver'
)
SELECT t.*, o.place_id, o.country_code FROM told t JOIN organisations o USING (org_id);

CREATE OR REPLACE TABLE looked_at AS
SELECT row_number() OVER (ORDER BY work_no, is_author, position, key_no) AS row_no, p.*
FROM (
    SELECT DISTINCT work_no, population, is_author, position, key_no, person_id, person_name, said_countries FROM people_read
    WHERE role <> 'funder' AND key_no IN (SELECT key_no FROM contested)
) p;

CREATE OR REPLACE TABLE sure AS
SELECT k.key_no, unnest(k.units) AS unit
FROM keys k LEFT JOIN affiliations a ON a.affiliation_no = k.affiliation_no
WHERE k.is_resolved AND (a.affiliation_no IS NULL OR a.decided_by <> 'resolver' OR a.score >= 0.8);

CREATE OR REPLACE TABLE second_looks AS
WITH beside AS (
    SELECT r.row_no, r.key_no, s.unit
    FROM looked_at r
    JOIN people_read q ON q.work_no = r.work_no AND (q.is_author <> r.is_author OR q.position <> r.position OR q.key_no <> r.key_no)
    JOIN sure s ON s.key_no = q.key_no
    WHERE q.role <> 'funder'
),
elsewhere AS (
    -- The author's other works, where the source knows authors.
    SELECT r.row_no, r.key_no, s.unit.org_id AS org_id, 'because.author_elsewhere' AS because
    FROM looked_at r
    JOIN people_read q ON q.person_id = r.person_id AND q.population = r.population AND q.work_no <> r.work_no
    JOIN sure s ON s.key_no = q.key_no
    UNION ALL
    -- Where it does not: works that exactly the same name signed, if the name has more than one word.
    SELECT r.row_no, r.key_no, s.unit.org_id, 'because.name_elsewhere'
    FROM looked_at r
    JOIN people_read q ON q.person_name = r.person_name AND q.population = r.population AND q.work_no <> r.work_no
    JOIN sure s ON s.key_no = q.key_no
    WHERE r.person_id IS NULL AND contains(trim(r.person_name), ' ')
),
fitting AS (
    SELECT 1 AS line, r.row_no, c.org_id, c.given, 'because.country_of_row' AS because
    FROM looked_at r JOIN contested c ON c.key_no = r.key_no AND list_contains(r.said_countries, c.country_code)
    UNION
    SELECT 2, b.row_no, c.org_id, c.given, 'because.co_author_organisation'
    FROM beside b JOIN contested c ON c.key_no = b.key_no AND c.org_id = b.unit.org_id
    UNION
    SELECT 3, e.row_no, c.org_id, c.given, e.because
    FROM elsewhere e JOIN contested c ON c.key_no = e.key_no AND c.org_id = e.org_id
    UNION
    SELECT 4, b.row_no, c.org_id, c.given, 'because.place_of_work'
    FROM beside b JOIN contested c ON c.key_no = b.key_no AND c.place_id = b.unit.place_id AND c.given IS NULL
    UNION
    SELECT 5, b.row_no, c.org_id, c.given, 'because.country_of_work'
    FROM beside b JOIN contested c ON c.key_no = b.key_no AND c.country_code = b.unit.country_code AND c.given IS NULL
),
single AS (
    SELECT line, row_no, any_value(org_id) AS org_id, any_value(given) AS given, any_value(because) AS because
    FROM fitting GROUP BY line, row_no HAVING count(DISTINCT org_id) = 1
),
decided AS (
    SELECT row_no, arg_min(org_id, line) AS org_id, any_value(given) AS given, arg_min(because, line) AS because
    FROM single GROUP BY row_no
)
SELECT r.work_no, r.is_author, r.position, r.key_no, d.org_id, d.because
FROM decided d JOIN looked_at r USING (row_no)
WHERE d.org_id IS DISTINCT FROM d.given;
