-- Rows that point elsewhere than their string alone: where a second look decided, and where an organisation had become
-- another by the year of the work. An inactive organisation's only successor takes the works of the years after it was
-- founded; where that year is unknown, or the successor is the older one, nothing tells when, and the old one stays.
-- Takes: people_read, second_looks, keys, organisations, organisation_relations. Makes: turned (work_no, is_author, position,
-- key_no, new_key_no, because). Adds to: keys.
CREATE OR REPLACE TABLE heirs AS
SELECT r.org_id, any_value(r.other_id) AS heir_id, any_value(h.established) AS since
FROM (SELECT DISTINCT org_id, other_id FROM organisation_relations WHERE relation = 'successor') r
JOIN organisations o ON o.org_id = r.org_id AND o.status = 'inactive'
JOIN organisations h ON h.org_id = r.other_id AND h.status = 'active'
GROUP BY r.org_id
HAVING count(*) = 1 AND any_value(h.established) > coalesce(any_value(o.established), 0);

CREATE OR REPLACE TABLE turned AS
WITH units AS (
    SELECT key_no, unnest(units) AS unit, unnest(range(1, len(units) + 1)) AS line
    FROM keys WHERE key_no IN (SELECT key_no FROM keys, heirs WHERE list_contains(list_transform(units, lambda u: u.org_id), heirs.org_id))
),
grown AS (
    SELECT DISTINCT p.work_no, p.is_author, p.position, p.key_no, p.year
    FROM people_read p JOIN units u ON u.key_no = p.key_no JOIN heirs h ON h.org_id = u.unit.org_id AND p.year > h.since
),
grown_units AS (
    SELECT y.key_no, y.year, list({
               'org_id': coalesce(h.heir_id, u.unit.org_id), 'place_id': u.unit.place_id, 'country_code': u.unit.country_code
           } ORDER BY u.line) AS units
    FROM (SELECT DISTINCT key_no, year FROM grown) y
    JOIN units u ON u.key_no = y.key_no
    LEFT JOIN heirs h ON h.org_id = u.unit.org_id AND y.year > h.since
    GROUP BY ALL
),
every AS (
    SELECT s.work_no, s.is_author, s.position, s.key_no, s.because,
           [{'org_id': s.org_id, 'place_id': o.place_id, 'country_code': o.country_code}] AS units
    FROM second_looks s JOIN organisations o USING (org_id)
    UNION ALL
    SELECT g.work_no, g.is_author, g.position, g.key_no, 'because.successor_by_year', u.units
    FROM grown g JOIN grown_units u USING (key_no, year)
    ANTI JOIN second_looks s ON s.work_no = g.work_no AND s.is_author = g.is_author AND s.position = g.position AND s.key_no = g.key_no
)
SELECT *, (SELECT max(key_no) FROM keys) + dense_rank() OVER (ORDER BY key_no, CAST(units AS VARCHAR)) AS new_key_no FROM every;

INSERT INTO keys BY NAME
SELECT DISTINCT t.new_key_no AS key_no, k.affiliation_no, TRUE AS is_resolved, t.units,
       len(list_filter(t.units, lambda u: u.place_id IS NOT NULL)) > 0 AS is_placed,
       len(list_filter(t.units, lambda u: u.country_code IS NOT NULL)) > 0 AS is_in_country
FROM turned t JOIN keys k ON k.key_no = t.key_no;
