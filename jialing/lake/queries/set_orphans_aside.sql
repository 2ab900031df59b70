-- Participations of a file of their own whose work nobody has.
-- Takes: alone, works, labels, $file_no. Adds to: set_aside.
INSERT INTO set_aside
SELECT l.source, l.label, NULL, 'reject.no_such_work', CAST(json_object('id', a.source_id) AS VARCHAR),
       left(CAST(json_object('id', a.source_id, 'role', a.role, 'affiliation', a.affiliation) AS VARCHAR), 500)
FROM alone a ANTI JOIN works w ON w.source = a.source AND w.source_id = a.source_id
JOIN labels l ON l.file_no = $file_no
