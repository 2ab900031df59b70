-- Strings that this index and resolver have not answered yet, with this hint.
-- Takes: strings, answers.
SELECT s.affiliation, s.orgs, s.countries
FROM strings s
WHERE NOT EXISTS (
    SELECT 1 FROM answers a
    WHERE a.affiliation = s.affiliation AND a.orgs = s.orgs AND a.countries = s.countries
)
