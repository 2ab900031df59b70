-- Authorships of circles with what identifies the author. An e-mail address counts where it stands in the affiliations of
-- one author of the work only.
-- Takes: circle_authorships, linked_works, authorships, participants, affiliations.
WITH written AS (
    SELECT affiliation_no, lower(regexp_extract(affiliation, '[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+([.][A-Za-z0-9-]+)+')) AS email
    FROM affiliations WHERE contains(affiliation, '@')
),
addresses AS (
    SELECT p.work_no, w.email, min(p.position) AS position
    FROM participants p JOIN written w ON w.affiliation_no = p.affiliation_no
    WHERE p.role = 'author' AND w.email <> ''
    GROUP BY p.work_no, w.email HAVING count(DISTINCT p.position) = 1
),
emails AS (
    SELECT work_no, position, min(email) AS email FROM addresses GROUP BY work_no, position
),
orcids AS (
    SELECT source, source_id, position, min(orcid) AS orcid FROM authorships WHERE orcid IS NOT NULL
    GROUP BY source, source_id, position
)
SELECT c.work_no, c.position, c.year, w.source, w.source_id, c.person_name, c.person_id, o.orcid, e.email
FROM circle_authorships c
JOIN linked_works w ON w.work_no = c.work_no
LEFT JOIN orcids o ON o.source = w.source AND o.source_id = w.source_id AND o.position = c.position
LEFT JOIN emails e ON e.work_no = c.work_no AND e.position = c.position
