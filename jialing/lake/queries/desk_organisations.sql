-- What a reviewer must see of organisations. Binds: orgs. Takes: organisations, organisation_names, places.
SELECT o.org_id, o.name, o.name_en, o.name_zh, o.types, o.status, o.country_code, o.place_id,
       coalesce(p.name_en, o.city) AS place_en, p.name_zh AS place_zh,
       (SELECT list(DISTINCT n.name ORDER BY n.name) FROM organisation_names n WHERE n.org_id = o.org_id) AS names
FROM organisations o LEFT JOIN places p USING (place_id)
WHERE o.org_id IN (SELECT unnest($orgs::VARCHAR[]))
