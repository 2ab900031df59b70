-- Every work's number within the version, in the order in which readers look: population, year.
-- Takes: works. Makes: numbers.
CREATE OR REPLACE TABLE numbers AS
SELECT row_number() OVER (ORDER BY population, year, source, source_id) AS work_no,
       source, source_id, population, year, n_authors
FROM works
