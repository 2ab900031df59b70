-- Places of a name, in either language; of several, those in the region or country said. Binds: name, region. Takes: places.
SELECT place_id FROM places
WHERE (lower(strip_accents(name_en)) = lower(strip_accents($name)) OR name_zh IN ($name, rtrim($name, '市')))
  AND ($region = '' OR lower($region) IN (lower(province_en), lower(country_code)) OR $region = province_zh)
LIMIT 2
