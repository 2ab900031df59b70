-- What each string is: a person's decision before the resolver's, the resolver's before the source's own.
-- The source's word counts where the resolver abstains, and only organisations whose country agrees with the country read
-- from the string (or where none was read).
-- Takes: strings, answers, ledger, given_ids, organisations.
-- An answer may be there twice, where a worker of a killed build still finished its stretch; both are equal.
WITH once AS (
    SELECT affiliation, orgs, countries, any_value(org_ids) AS org_ids, any_value(place_id) AS place_id,
           any_value(country_code) AS country_code, any_value(score) AS score, any_value(because) AS because,
           any_value(params) AS params, any_value(org_place_ids) AS org_place_ids, any_value(probabilities) AS probabilities,
           any_value(spans) AS spans, any_value(abstention) AS abstention, any_value(candidates) AS candidates
    FROM answers GROUP BY affiliation, orgs, countries
),
answered AS (
    SELECT s.affiliation, s.n_rows, s.orgs, a.org_ids, a.place_id,
           -- Where the string says no country, the only one that the source gives for it.
           coalesce(a.country_code, CASE WHEN regexp_full_match(s.countries, '[A-Z]{2}') THEN s.countries END) AS country_code,
           a.score, a.because, a.params, a.org_place_ids, a.probabilities, a.spans, a.abstention, a.candidates
    FROM strings s JOIN once a
        ON a.affiliation = s.affiliation AND a.orgs = s.orgs AND a.countries = s.countries
),
words AS (
    SELECT affiliation, country_code, unnest(string_split(orgs, ' ')) AS given_id,
           unnest(range(1, len(string_split(orgs, ' ')) + 1)) AS line
    FROM answered WHERE len(org_ids) = 0 AND orgs <> ''
),
given_once AS (
    SELECT w.affiliation, g.org_id, min(w.line) AS line
    FROM words w
    JOIN given_ids g ON g.given_id = w.given_id
    JOIN organisations o ON o.org_id = g.org_id
    WHERE w.country_code IS NULL OR w.country_code = o.country_code
    GROUP BY w.affiliation, g.org_id
),
given AS (
    SELECT g.affiliation, list(g.org_id ORDER BY g.line) AS org_ids, list(o.place_id ORDER BY g.line) AS org_place_ids,
           arg_min(o.country_code, g.line) AS country_code
    FROM given_once g JOIN organisations o USING (org_id) GROUP BY g.affiliation
),
decided_each AS (
    SELECT affiliation, unnest(org_ids) AS org_id, unnest(range(1, len(org_ids) + 1)) AS line FROM ledger
),
decided_places AS (
    SELECT d.affiliation, list(o.place_id ORDER BY d.line) AS org_place_ids
    FROM decided_each d LEFT JOIN organisations o USING (org_id) GROUP BY d.affiliation
),
decided AS (
    -- The place that a person gives is where the first organisation worked.
    SELECT l.* REPLACE (coalesce(l.place_id, p.org_place_ids[1]) AS place_id), o.country_code AS org_country_code,
           CASE WHEN len(l.org_ids) > 0
                THEN list_concat([coalesce(l.place_id, p.org_place_ids[1])], p.org_place_ids[2:]) ELSE [] END AS org_place_ids
    FROM ledger l
    LEFT JOIN decided_places p USING (affiliation)
    LEFT JOIN organisations o ON o.org_id = l.org_ids[1]
)
SELECT row_number() OVER (ORDER BY a.n_rows DESC, a.affiliation) AS affiliation_no,
       a.affiliation,
       CASE WHEN d.affiliation IS NOT NULL THEN d.org_ids
            WHEN g.affiliation IS NOT NULL THEN g.org_ids
            ELSE a.org_ids END AS org_ids,
       CASE WHEN d.affiliation IS NOT NULL THEN d.place_id
            WHEN g.affiliation IS NOT NULL THEN coalesce(g.org_place_ids[1], a.place_id)
            ELSE a.place_id END AS place_id,
       CASE WHEN d.affiliation IS NOT NULL THEN d.org_place_ids
            WHEN g.affiliation IS NOT NULL THEN list_concat([coalesce(g.org_place_ids[1], a.place_id)], g.org_place_ids[2:])
            ELSE a.org_place_ids END AS org_place_ids,
       CASE WHEN d.affiliation IS NOT NULL THEN coalesce(d.org_country_code, d.place_country_code, a.country_code)
            WHEN g.affiliation IS NOT NULL THEN g.country_code
            ELSE a.country_code END AS country_code,
       CASE WHEN d.affiliation IS NOT NULL THEN CASE WHEN len(d.org_ids) > 0 THEN 1.0 END
            WHEN g.affiliation IS NOT NULL THEN NULL
            ELSE a.score END AS score,
       CASE WHEN d.affiliation IS NOT NULL THEN 'because.decided_by_person'
            WHEN g.affiliation IS NOT NULL THEN 'because.given_by_source'
            ELSE a.because END AS because,
       CASE WHEN d.affiliation IS NOT NULL THEN d.params
            WHEN g.affiliation IS NOT NULL THEN '{}'
            ELSE a.params END AS params,
       CASE WHEN d.affiliation IS NOT NULL THEN 'person'
            WHEN g.affiliation IS NOT NULL THEN 'source'
            ELSE 'resolver' END AS decided_by,
       -- What only the resolver can say of its own answer.
       CASE WHEN d.affiliation IS NULL AND g.affiliation IS NULL THEN a.probabilities ELSE [] END AS probabilities,
       CASE WHEN d.affiliation IS NULL AND g.affiliation IS NULL THEN a.spans END AS spans,
       CASE WHEN d.affiliation IS NULL AND g.affiliation IS NULL THEN a.abstention END AS abstention,
       CASE WHEN d.affiliation IS NULL AND g.affiliation IS NULL THEN a.candidates END AS candidates,
       a.n_rows
FROM answered a
LEFT JOIN decided d ON d.affiliation = a.affiliation
LEFT JOIN given g ON g.affiliation = a.affiliation
