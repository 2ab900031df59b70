-- What a build reports. Takes: carriers.
SELECT count(*) AS n_works, coalesce(sum(n_affiliated), 0)::BIGINT AS n_rows_affiliated,
       coalesce(sum(n_resolved), 0)::BIGINT AS n_rows_resolved
FROM carriers
