-- Everybody on the works of a circle.
-- Takes: participants, circle_works.
SELECT work_no, position, min(person_name) AS person_name
FROM participants SEMI JOIN circle_works USING (work_no)
WHERE role = 'author'
GROUP BY work_no, position
