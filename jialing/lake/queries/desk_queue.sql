-- A page of the review desk's queue: groups with a string still open, the most valuable first.
-- Binds: closed (strings decided or put off since), states, below, circle, population, text, size, skip.
-- Takes: undecided_strings, undecided_groups, affiliations.
WITH closed AS (SELECT affiliation_no FROM affiliations WHERE affiliation IN (SELECT unnest($closed::VARCHAR[]))),
matching AS (
    SELECT s.*, a.affiliation
    FROM undecided_strings s JOIN affiliations a USING (affiliation_no)
    WHERE s.state IN (SELECT unnest($states::VARCHAR[])) AND (s.score IS NULL OR s.score < $below)
      AND ($text = '' OR contains(lower(a.affiliation), lower($text)))
      AND s.affiliation_no NOT IN (SELECT affiliation_no FROM closed)
),
worth AS (
    SELECT group_no, sum(n_works)::BIGINT AS n_works, sum(n_would_place)::BIGINT AS n_would_place
    FROM undecided_groups WHERE circle_id = $circle AND ($population = '' OR population = $population)
    GROUP BY group_no
),
groups AS (
    SELECT group_no, count(*) AS n_strings, arg_max(affiliation, (n_works, -affiliation_no)) AS affiliation,
           arg_max(state, (n_works, -affiliation_no)) AS state
    FROM matching GROUP BY group_no
)
SELECT g.group_no, g.affiliation, g.state, g.n_strings, w.n_works, w.n_would_place,
       count(*) OVER () AS n_groups, (sum(w.n_would_place) OVER ())::BIGINT AS n_all_would_place
FROM groups g JOIN worth w USING (group_no)
ORDER BY w.n_would_place DESC, w.n_works DESC, g.group_no
LIMIT $size OFFSET $skip
