-- One row for each person, from the authorships put to the person.
-- Takes: found, bylines, byline_units.
WITH rows AS (
    SELECT f.person_id, f.probability, f.orcid AS valid_orcid, f.n_namesakes, b.work_no, b.year, b.person_name, b.person_id AS source_person
    FROM found f JOIN bylines b ON b.work_no = f.work_no AND b.position = f.position
),
names AS (
    SELECT person_id, list(person_name ORDER BY n DESC, person_name) AS names
    FROM (SELECT person_id, person_name, count(*) AS n FROM rows WHERE person_name IS NOT NULL GROUP BY ALL) GROUP BY person_id
),
organisations_of AS (
    SELECT person_id, list(org_id ORDER BY n DESC, org_id) AS org_ids
    FROM (SELECT f.person_id, u.org_id, count(*) AS n FROM found f
          JOIN byline_units u ON u.work_no = f.work_no AND u.position = f.position
          WHERE u.org_id IS NOT NULL GROUP BY ALL) GROUP BY person_id
),
places_of AS (
    SELECT person_id, list(place_id ORDER BY n DESC, place_id) AS place_ids
    FROM (SELECT f.person_id, u.place_id, count(*) AS n FROM found f
          JOIN byline_units u ON u.work_no = f.work_no AND u.position = f.position
          WHERE u.place_id IS NOT NULL GROUP BY ALL) GROUP BY person_id
),
summed AS (
    SELECT person_id, min(valid_orcid) AS orcid, count(DISTINCT work_no) AS n_works, min(year) AS first_year,
           max(year) AS last_year, sum(CAST(probability AS DECIMAL(9, 3))) / count(probability) AS probability, max(n_namesakes) AS n_namesakes,
           list_sort(list(DISTINCT source_person) FILTER (source_person IS NOT NULL)) AS source_ids
    FROM rows GROUP BY person_id
)
SELECT s.person_id, n.names[1] AS name, coalesce(n.names, []) AS names, s.orcid, coalesce(s.source_ids, []) AS source_ids,
       s.n_works, s.first_year, s.last_year, coalesce(o.org_ids, []) AS org_ids, coalesce(p.place_ids, []) AS place_ids,
       round(s.probability, 3) AS probability, s.n_namesakes
FROM summed s
LEFT JOIN names n ON n.person_id = s.person_id
LEFT JOIN organisations_of o ON o.person_id = s.person_id
LEFT JOIN places_of p ON p.person_id = s.person_id
