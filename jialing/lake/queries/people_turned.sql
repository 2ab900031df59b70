-- People as they are counted: where context or the year led a row elsewhere than its string alone, with the reason.
-- Takes: people_read, turned.
SELECT p.* EXCLUDE (said_countries) REPLACE (coalesce(t.new_key_no, p.key_no) AS key_no), t.because
FROM people_read p
LEFT JOIN turned t ON t.work_no = p.work_no AND t.is_author = p.is_author AND t.position = p.position AND t.key_no = p.key_no
