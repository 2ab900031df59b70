-- Takes: cores, group_works, group_numbers.
WITH counted AS (
    SELECT affiliation_no, count(DISTINCT work_no) AS n_works,
           count(DISTINCT work_no) FILTER (would_place) AS n_would_place
    FROM group_works GROUP BY affiliation_no
)
SELECT c.affiliation_no, g.group_no, c.core, c.state, c.score, n.n_works, n.n_would_place
FROM cores c JOIN group_numbers g USING (core) JOIN counted n USING (affiliation_no)
