-- Takes: works, numbers, carriers.
SELECT n.work_no, w.*, c.n_affiliated, c.n_resolved, c.n_placed, c.n_in_country, c.n_unaffiliated
FROM works w
JOIN numbers n ON n.source = w.source AND n.source_id = w.source_id
JOIN carriers c ON c.work_no = n.work_no
