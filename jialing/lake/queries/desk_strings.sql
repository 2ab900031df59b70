-- The strings of a group, the commonest first. Binds: group. Takes: undecided_strings, affiliations.
SELECT s.group_no, s.core, s.state, s.n_works, s.n_would_place, a.*
FROM undecided_strings s JOIN affiliations a USING (affiliation_no)
WHERE s.group_no = $group
ORDER BY s.n_works DESC, s.affiliation_no
