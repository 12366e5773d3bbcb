/*---
id    = "joint-working"
title = "Joint working with Strengthening Families"
key   = "family_key"
dated = true
order = ["With Strengthening Families", "Targeted programme only"]
---*/
WITH with_both AS (
  SELECT family_key, started_on, coalesce(ended_on, DATE '9999-12-31') AS until_on
  FROM family_service
  WHERE service = 'strengthening-families' AND started_on < coalesce(ended_on, DATE '9999-12-31')
),
carried AS (
  SELECT family_key, started_on, until_on,
         max(until_on) OVER (PARTITION BY family_key ORDER BY started_on, until_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached_on
  FROM with_both
),
last_end AS (
  SELECT family_key, max(until_on) AS until_on FROM with_both GROUP BY family_key
),
targeted AS (
  SELECT DISTINCT family_key FROM family_service WHERE service = 'targeted-family'
)
SELECT family_key AS key, 'With Strengthening Families' AS value, started_on AS from_on, until_on
FROM with_both
UNION ALL
-- The time before, between and after.
SELECT family_key, 'Targeted programme only', coalesce(reached_on, DATE '0001-01-01'), started_on
FROM carried
WHERE started_on > coalesce(reached_on, DATE '0001-01-01')
UNION ALL
SELECT t.family_key, 'Targeted programme only', coalesce(l.until_on, DATE '0001-01-01'), DATE '9999-12-31'
FROM targeted t
LEFT JOIN last_end l ON l.family_key = t.family_key
WHERE coalesce(l.until_on, DATE '0001-01-01') < DATE '9999-12-31'
