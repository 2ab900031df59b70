-- Strings that a person may decide, before they are grouped.
-- `unsure` comes last: an organisation is given there. Takes: affiliations.
SELECT affiliation_no, affiliation, score,
       CASE WHEN len(org_ids) > 0 THEN 'unsure' ELSE coalesce(abstention, 'unknown_organisation') END AS state
FROM affiliations
WHERE decided_by = 'resolver' AND (len(org_ids) = 0 OR score < 0.9)
ORDER BY affiliation_no
