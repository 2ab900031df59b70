-- Groups in the order of their worth: works that a decision would place, then works with the string.
-- Takes: group_works, cores. Makes: group_numbers.
CREATE OR REPLACE TABLE group_numbers AS
WITH worth AS (
    SELECT core, count(DISTINCT work_no) AS n_works, count(DISTINCT work_no) FILTER (would_place) AS n_would_place
    FROM group_works GROUP BY core
)
SELECT core, row_number() OVER (ORDER BY n_would_place DESC, n_works DESC, core) AS group_no FROM worth
