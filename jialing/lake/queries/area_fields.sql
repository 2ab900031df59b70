-- Fields of key areas: those that sources state, and those of our rule for the areas of which no source states any.
-- Takes: area_fields, ruled_fields.
SELECT DISTINCT area_id, source, field_id, coding FROM area_fields
UNION ALL BY NAME
SELECT *, CAST(NULL AS VARCHAR) AS source FROM ruled_fields WHERE area_id NOT IN (SELECT area_id FROM area_fields)
