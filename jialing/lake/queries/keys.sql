-- What an author's row points to: an affiliation string, or (without a string) the organisations that the source names.
-- `units`: what shares the author's part of the work: each organisation found, or one unknown.
-- The place of a string (a campus, or what a person decided) is where its first organisation worked; further ones lie
-- where they are registered.
-- Takes: affiliations, authorships, participations, given_ids, organisations. Makes: keys.
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
    SELECT affiliation AS key, affiliation_no, org_ids, place_id, country_code FROM affiliations
    UNION ALL
    SELECT chr(1) || n.orgs, NULL, coalesce(f.org_ids, []), NULL, NULL FROM named n LEFT JOIN found f ON f.orgs = n.orgs
),
numbered AS (
    SELECT row_number() OVER (ORDER BY affiliation_no, key) AS key_no, * FROM every
),
parts AS (
    SELECT key_no, unnest(org_ids) AS org_id, unnest(range(1, len(org_ids) + 1)) AS line, place_id, country_code
    FROM numbered
),
placed AS (
    SELECT p.key_no, list({
               'org_id': p.org_id,
               'place_id': CASE WHEN p.line = 1 THEN coalesce(p.place_id, o.place_id) ELSE o.place_id END,
               'country_code': CASE WHEN p.line = 1 AND p.place_id IS NOT NULL THEN coalesce(p.country_code, o.country_code)
                                    ELSE coalesce(o.country_code, p.country_code) END
           } ORDER BY p.line) AS units
    FROM parts p LEFT JOIN organisations o ON o.org_id = p.org_id GROUP BY p.key_no
)
SELECT n.key_no, n.key, n.affiliation_no, p.units IS NOT NULL AS is_resolved,
       coalesce(p.units, [{'org_id': CAST(NULL AS VARCHAR), 'place_id': n.place_id, 'country_code': n.country_code}]) AS units
FROM numbered n LEFT JOIN placed p ON p.key_no = n.key_no
