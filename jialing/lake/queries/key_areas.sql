-- Key areas, one row each: those of sources (of several the last by name), and the shipped ones that no source brings.
-- Takes: key_areas, shipped_areas.
SELECT * FROM key_areas QUALIFY row_number() OVER (PARTITION BY area_id ORDER BY source DESC) = 1
UNION ALL BY NAME
SELECT *, CAST(NULL AS VARCHAR) AS source FROM shipped_areas WHERE area_id NOT IN (SELECT area_id FROM key_areas)
