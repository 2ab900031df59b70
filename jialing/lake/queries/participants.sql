-- Takes: people, keys, carriers, shares.
WITH units AS (
    SELECT p.*, k.affiliation_no, unnest(coalesce(k.units, [{'org_id': NULL, 'place_id': NULL, 'country_code': NULL}])) AS unit,
           coalesce(len(k.units), 1) AS n_units
    FROM people p LEFT JOIN keys k ON k.key_no = p.key_no
)
SELECT u.work_no, u.population, u.year, u.position, u.role, u.is_last, u.is_corresponding, u.person_id, u.person_name,
       u.affiliation_no, u.because, u.unit.org_id AS org_id, u.unit.place_id AS place_id, u.unit.country_code AS country_code,
       CASE WHEN u.role = 'funder' OR u.is_author = c.has_participants THEN 0.0
            ELSE 1.0 / c.n_people / coalesce(s.parts, u.n_units) END AS weight
FROM units u
JOIN carriers c ON c.work_no = u.work_no
LEFT JOIN shares s ON s.work_no = u.work_no AND s.is_author = u.is_author AND s.position = u.position
    AND s.unit = coalesce(u.unit.org_id, '?' || u.key_no)
