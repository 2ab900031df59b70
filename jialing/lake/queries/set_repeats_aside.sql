-- Takes: repeats, labels. Adds to: set_aside.
INSERT INTO set_aside
SELECT l.source, l.label, NULL, CASE WHEN r.is_by_fullness THEN 'reject.duplicate_id_less_full' ELSE 'reject.duplicate_id' END,
       CAST(json_object('id', r.id, 'kept', k.label) AS VARCHAR), r.excerpt
FROM repeats r JOIN labels l ON l.file_no = r.file_no JOIN labels k ON k.file_no = r.kept_no
