/*---
id    = "child_district"
title = "Home districts of children"
about = "The district of each child's home address, from the day of moving in until the next address; the first address also stands for the time before it. Placement addresses are not homes."
by    = "child_id"
---*/
WITH home AS (
  SELECT a.child_id, p.district, coalesce(a.started_on, DATE '0001-01-01') AS started_on, a.address_id
  FROM address a
  LEFT JOIN postcode_district p ON p.postcode = upper(replace(a.postcode, ' ', ''))
  WHERE a.postcode IS NOT NULL AND lower(coalesce(a.kind, 'home')) NOT LIKE '%placement%'
),
-- One order over all children is much faster than one for each: the row before or after is looked at only where it is of the same child.
followed AS (
  SELECT child_id, district, started_on,
         lead(child_id) OVER (ORDER BY child_id, started_on, district NULLS FIRST) AS child_after,
         lead(started_on) OVER (ORDER BY child_id, started_on, district NULLS FIRST) AS after_on
  FROM home
),
-- Of several addresses from one day the last in the alphabet stands.
one_a_day AS (
  SELECT child_id, district, started_on, CASE WHEN child_after = child_id THEN after_on END AS next_on
  FROM followed
  WHERE NOT coalesce(child_after = child_id AND after_on = started_on, false)
),
ordered AS (
  SELECT child_id, district, started_on, next_on, lag(child_id) OVER (ORDER BY child_id, started_on) AS child_before
  FROM one_a_day
)
SELECT child_id, district,
       CASE WHEN child_before = child_id THEN started_on ELSE DATE '0001-01-01' END AS from_on,
       coalesce(next_on, DATE '9999-12-31') AS until_on
FROM ordered
