-- Authors and participants with their work's number and what their row points to.
-- Takes: authorships, participations, numbers, keys.
SELECT n.work_no, n.population, n.year, TRUE AS is_author, a.position, 'author' AS role, a.is_last, a.is_corresponding,
       a.person_id, a.person_name, a.given_countries AS said_countries, k.key_no
FROM authorships a
JOIN numbers n ON n.source = a.source AND n.source_id = a.source_id
LEFT JOIN keys k ON k.key = coalesce(a.affiliation, chr(1) || array_to_string(a.given_org_ids, ' '))
UNION ALL
SELECT n.work_no, n.population, n.year, FALSE, p.position, p.role, FALSE, NULL, NULL, NULL, p.given_countries, k.key_no
FROM participations p
JOIN numbers n ON n.source = p.source AND n.source_id = p.source_id
LEFT JOIN keys k ON k.key = p.affiliation
