-- The strings of a group that may be asked about, the commonest first. Binds: group, below. Takes: undecided_strings, affiliations.
SELECT s.group_no, s.core, s.state, s.n_works, s.n_would_place, a.*
FROM undecided_strings s JOIN affiliations a USING (affiliation_no)
WHERE s.group_no = $group AND (s.score IS NULL OR s.score < $below)
ORDER BY s.n_works DESC, s.affiliation_no
