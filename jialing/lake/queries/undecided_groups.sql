-- Takes: group_works, group_circles, group_numbers.
WITH every AS (
    SELECT core, population, '' AS circle_id, work_no, would_place FROM group_works
    UNION ALL
    SELECT core, population, circle_id, work_no, would_place FROM group_circles
)
SELECT g.group_no, e.population, e.circle_id, count(DISTINCT e.work_no) AS n_works,
       count(DISTINCT e.work_no) FILTER (e.would_place) AS n_would_place
FROM every e JOIN group_numbers g USING (core)
GROUP BY ALL
