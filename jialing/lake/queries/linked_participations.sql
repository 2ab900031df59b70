-- Organisations taking part by name: as written, what the string was taken for, and why.
-- Takes: participations, numbers, affiliations.
SELECT n.work_no, p.position, p.role, p.affiliation, coalesce(a.org_ids, []) AS org_ids, a.place_id, a.country_code,
       a.because, a.params, p.amount, p.currency
FROM participations p
JOIN numbers n ON n.source = p.source AND n.source_id = p.source_id
LEFT JOIN affiliations a ON a.affiliation = p.affiliation
