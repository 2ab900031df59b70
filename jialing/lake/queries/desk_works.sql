-- Works behind strings, those without any place first. Binds: strings, size, skip.
-- Takes: participants, linked_works, work_places, affiliations, organisations.
WITH here AS (
    SELECT work_no, list(DISTINCT person_name ORDER BY person_name) FILTER (person_name IS NOT NULL) AS people
    FROM participants WHERE affiliation_no IN (SELECT unnest($strings::BIGINT[])) AND role <> 'funder'
    GROUP BY work_no
),
placed AS (SELECT DISTINCT work_no FROM work_places WHERE place_id IS NOT NULL AND work_no IN (SELECT work_no FROM here)),
paged AS (
    SELECT w.work_no, w.title, w.year, w.kind, w.venue, w.doi, w.source, w.source_id, h.people,
           p.work_no IS NOT NULL AS is_placed, count(*) OVER () AS n_rows
    FROM here h JOIN linked_works w USING (work_no) LEFT JOIN placed p USING (work_no)
    ORDER BY is_placed, w.year DESC, w.work_no LIMIT $size OFFSET $skip
),
others AS (
    SELECT p.work_no, list(DISTINCT coalesce(o.name_en, o.name, a.affiliation)) AS others
    FROM participants p JOIN paged USING (work_no)
    LEFT JOIN organisations o ON o.org_id = p.org_id
    LEFT JOIN affiliations a ON a.affiliation_no = p.affiliation_no
    WHERE p.affiliation_no NOT IN (SELECT unnest($strings::BIGINT[]))
    GROUP BY p.work_no
)
SELECT paged.*, others.others FROM paged LEFT JOIN others USING (work_no) ORDER BY is_placed, year DESC, work_no
