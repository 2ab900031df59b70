-- Where each author of a circle worked.
-- Takes: participants, circle_authorships.
SELECT DISTINCT p.work_no, p.position, p.org_id, p.place_id
FROM participants p SEMI JOIN circle_authorships c ON c.work_no = p.work_no AND c.position = p.position
WHERE p.role = 'author' AND (p.org_id IS NOT NULL OR p.place_id IS NOT NULL)
