-- Participations of a file of their own whose work nobody has.
-- Takes: alone, works.
SELECT a.* EXCLUDE (batch)
FROM alone a
WHERE NOT EXISTS (SELECT 1 FROM works w WHERE w.source = a.source AND w.source_id = a.source_id)
ORDER BY ALL
