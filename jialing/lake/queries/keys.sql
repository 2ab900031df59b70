-- What an author's row points to: an affiliation string, or (without a string) the organisations that the source names.
-- `units`: what shares the author's part of the work: each organisation found, or one unknown.
-- Each organisation worked where `org_place_ids` says: at a campus or branch that the string names, where a person
-- decided, else where it is registered; the country goes with the place.
-- Takes: affiliations, authorships, participations, given_ids, organisations, places. Makes: keys.
CREATE OR REPLACE TABLE keys AS
WITH named AS (
    SELECT DISTINCT array_to_string(given_org_ids, ' ') AS orgs FROM authorships
    WHERE affiliation IS NULL AND len(given_org_ids) > 0
),
words AS (
    SELECT orgs, unnest(string_split(orgs, ' ')) AS given_id, unnest(range(1, len(string_split(orgs, ' ')) + 1)) AS line
    FROM named
),
found AS (
    SELECT w.orgs, list_distinct(list(g.org_id ORDER BY w.line)) AS org_ids
    FROM words w JOIN given_ids g ON g.given_id = w.given_id GROUP BY w.orgs
),
every AS (
    SELECT affiliation AS key, affiliation_no, org_ids, org_place_ids, place_id, country_code FROM affiliations
    UNION ALL
    SELECT chr(1) || n.orgs, NULL, coalesce(f.org_ids, []), [], NULL, NULL
    FROM named n LEFT JOIN found f ON f.orgs = n.orgs
),
numbered AS (
    SELECT row_number() OVER (ORDER BY affiliation_no, key) AS key_no, * FROM every
),
parts AS (
    SELECT key_no, unnest(org_ids) AS org_id, unnest(range(1, len(org_ids) + 1)) AS line, org_place_ids, country_code
    FROM numbered
),
placed AS (
    SELECT p.key_no, list({
               'org_id': p.org_id,
               'place_id': coalesce(p.org_place_ids[p.line], o.place_id),
               'country_code': CASE WHEN p.org_place_ids[p.line] IS DISTINCT FROM o.place_id
                                    THEN coalesce(w.country_code, CASE WHEN p.line = 1 THEN p.country_code END, o.country_code)
                                    ELSE coalesce(o.country_code, p.country_code) END
           } ORDER BY p.line) AS units
    FROM parts p
    LEFT JOIN organisations o ON o.org_id = p.org_id
    LEFT JOIN places w ON w.place_id = p.org_place_ids[p.line]
    GROUP BY p.key_no
),
known AS (
    SELECT n.key_no, n.key, n.affiliation_no, p.units IS NOT NULL AS is_resolved,
           coalesce(p.units, [{'org_id': CAST(NULL AS VARCHAR), 'place_id': n.place_id, 'country_code': n.country_code}]) AS units
    FROM numbered n LEFT JOIN placed p ON p.key_no = n.key_no
)
SELECT *, len(list_filter(units, lambda u: u.place_id IS NOT NULL)) > 0 AS is_placed,
       len(list_filter(units, lambda u: u.country_code IS NOT NULL)) > 0 AS is_in_country
FROM known
