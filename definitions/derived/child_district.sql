/*---
id    = "child_district"
title = "Home districts of children"
about = "The district of each child's home address, from the day of moving in until the next address; the first address also stands for the time before it. Placement addresses are not homes."
---*/
WITH home AS (
  SELECT a.child_id, p.district, coalesce(a.started_on, DATE '0001-01-01') AS started_on, a.address_id
  FROM address a
  LEFT JOIN postcode_district p ON p.postcode = upper(replace(a.postcode, ' ', ''))
  WHERE a.postcode IS NOT NULL AND lower(coalesce(a.kind, 'home')) NOT LIKE '%placement%'
),
one_a_day AS (
  SELECT child_id, started_on, max(district) AS district FROM home GROUP BY child_id, started_on
),
ordered AS (
  SELECT child_id, district, started_on,
         lead(started_on) OVER (PARTITION BY child_id ORDER BY started_on) AS next_on,
         lag(started_on) OVER (PARTITION BY child_id ORDER BY started_on) AS previous_on
  FROM one_a_day
)
SELECT child_id, district,
       CASE WHEN previous_on IS NULL THEN DATE '0001-01-01' ELSE started_on END AS from_on,
       coalesce(next_on, DATE '9999-12-31') AS until_on
FROM ordered
