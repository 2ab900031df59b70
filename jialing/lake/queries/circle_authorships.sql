-- Authorships that touch a circle: a place of the author is a member place of any circle, or no place of the author is
-- known and somebody else on the work touches one.
-- Takes: participants, circle_members. Makes: circle_works, circle_authorships.
CREATE OR REPLACE TABLE circle_works AS
SELECT DISTINCT work_no FROM participants
WHERE role = 'author' AND place_id IN (SELECT place_id FROM circle_members);

CREATE OR REPLACE TABLE circle_authorships AS
SELECT work_no, position, min(person_name) AS person_name, min(person_id) AS person_id, min(year) AS year
FROM participants SEMI JOIN circle_works USING (work_no)
WHERE role = 'author'
GROUP BY work_no, position
HAVING coalesce(bool_or(place_id IN (SELECT place_id FROM circle_members)), FALSE) OR bool_and(place_id IS NULL)
