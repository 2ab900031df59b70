-- Where people with works at two or more member places worked, by year; a work with several addresses is divided.
-- Takes: found, bylines, byline_units, circle_members, linked_works.
WITH inside AS (
    SELECT DISTINCT work_no, position, place_id, org_id FROM byline_units
    WHERE place_id IN (SELECT place_id FROM circle_members)
),
signed AS (
    SELECT i.*, f.person_id, f.orcid, w.population
    FROM inside i
    JOIN found f ON f.work_no = i.work_no AND f.position = i.position
    JOIN linked_works w ON w.work_no = i.work_no
),
several AS (
    SELECT population, person_id FROM signed GROUP BY ALL HAVING count(DISTINCT place_id) > 1
),
divided AS (
    SELECT s.*, 1.0 / count(*) OVER (PARTITION BY s.work_no, s.position) AS part
    FROM signed s SEMI JOIN several v ON v.population = s.population AND v.person_id = s.person_id
)
SELECT d.population, d.person_id, b.year, d.place_id, d.org_id, b.person_id AS source_person,
       d.orcid IS NOT NULL AS has_orcid, sum(d.part) AS works
FROM divided d JOIN bylines b ON b.work_no = d.work_no AND b.position = d.position
WHERE b.year IS NOT NULL
GROUP BY ALL ORDER BY ALL
