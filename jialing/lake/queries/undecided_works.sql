-- Works of each group of undecided strings; whether anything else places them; circles that they or a string touch.
-- A place that an undecided string itself names does not count as placed by something else: it is placed by this string,
-- and stays so; what a decision would place is a work without any place.
-- Takes: cores, participants, work_places, circle_members, places, affiliations. Makes: group_works, group_circles.
CREATE OR REPLACE TABLE group_works AS
WITH used AS (
    SELECT DISTINCT c.core, p.affiliation_no, p.work_no, p.population
    FROM cores c JOIN participants p USING (affiliation_no) WHERE p.role <> 'funder'
),
placed AS (SELECT DISTINCT work_no FROM work_places WHERE place_id IS NOT NULL)
SELECT u.*, NOT EXISTS (SELECT 1 FROM placed WHERE placed.work_no = u.work_no) AS would_place FROM used u;

CREATE OR REPLACE TABLE group_circles AS
WITH touched AS (
    SELECT DISTINCT w.work_no, m.circle_id FROM work_places w JOIN circle_members m USING (place_id)
),
spelt AS (
    SELECT m.circle_id, unnest([lower(p.name_en), p.name_zh]) AS name
    FROM circle_members m JOIN places p USING (place_id)
),
named AS (
    SELECT DISTINCT c.core, s.circle_id
    FROM cores c JOIN affiliations a USING (affiliation_no) JOIN spelt s ON contains(lower(a.affiliation), s.name)
    WHERE s.name <> ''
    UNION
    SELECT c.core, m.circle_id
    FROM cores c JOIN affiliations a USING (affiliation_no) JOIN circle_members m USING (place_id)
)
SELECT g.core, g.work_no, g.population, g.would_place, t.circle_id
FROM group_works g JOIN touched t USING (work_no)
UNION
SELECT g.core, g.work_no, g.population, g.would_place, n.circle_id
FROM group_works g JOIN named n USING (core)
