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
-- A group is asked about for one of its strings, and shown with all: also those that name no organisation by themselves.
shown AS (
    SELECT s.group_no, count(*) AS n_strings, arg_max(a.affiliation, (s.n_works, -s.affiliation_no)) AS affiliation
    FROM undecided_strings s JOIN affiliations a USING (affiliation_no)
    WHERE s.group_no IN (SELECT group_no FROM matching) AND (s.score IS NULL OR s.score < $below)
      AND ($text = '' OR contains(lower(a.affiliation), lower($text)))
      AND s.affiliation_no NOT IN (SELECT affiliation_no FROM closed)
    GROUP BY s.group_no
),
groups AS (
    SELECT m.group_no, any_value(s.n_strings) AS n_strings, any_value(s.affiliation) AS affiliation,
           arg_max(m.state, (m.n_works, -m.affiliation_no)) AS state
    FROM matching m JOIN shown s USING (group_no) GROUP BY m.group_no
)
SELECT g.group_no, g.affiliation, g.state, g.n_strings, w.n_works, w.n_would_place,
       count(*) OVER () AS n_groups, (sum(w.n_would_place) OVER ())::BIGINT AS n_all_would_place
FROM groups g JOIN worth w USING (group_no)
ORDER BY w.n_would_place DESC, w.n_works DESC, g.group_no
LIMIT $size OFFSET $skip
