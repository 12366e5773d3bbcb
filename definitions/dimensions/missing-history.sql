/*---
id    = "missing-history"
title = "Missing in the last 12 months"
key   = "child_id"
dated = true
order = ["Missing in the last 12 months", "Not missing in the last 12 months"]
---*/
-- From the day a child went missing for 12 months; the same day a year later is out. The ends rise with the starts.
WITH gone AS (
  SELECT DISTINCT child_id, started_on, add_months(started_on, 12) AS until_on
  FROM missing_time
  WHERE missing_kind = 'M'
),
marked AS (
  SELECT child_id, started_on, until_on,
         CASE WHEN lag(child_id) OVER (ORDER BY child_id, started_on) = child_id
               AND lag(until_on) OVER (ORDER BY child_id, started_on) >= started_on THEN 0 ELSE 1 END AS apart
  FROM gone
),
numbered AS (
  SELECT child_id, started_on, until_on, sum(apart) OVER (ORDER BY child_id, started_on) AS number
  FROM marked
),
whole AS (
  SELECT child_id, min(started_on) AS from_on, max(until_on) AS until_on
  FROM numbered
  GROUP BY child_id, number
),
followed AS (
  SELECT child_id, from_on, until_on,
         CASE WHEN lag(child_id) OVER (ORDER BY child_id, from_on) = child_id
              THEN lag(until_on) OVER (ORDER BY child_id, from_on) END AS before_on,
         CASE WHEN lead(child_id) OVER (ORDER BY child_id, from_on) = child_id
              THEN lead(from_on) OVER (ORDER BY child_id, from_on) END AS after_on
  FROM whole
)
SELECT child_id AS key, 'Missing in the last 12 months' AS value, from_on, until_on FROM followed
UNION ALL
SELECT child_id, 'Not missing in the last 12 months', coalesce(before_on, DATE '0001-01-01') AS from_on, from_on AS until_on FROM followed
UNION ALL
SELECT child_id, 'Not missing in the last 12 months', until_on AS from_on, DATE '9999-12-31' AS until_on FROM followed WHERE after_on IS NULL
UNION ALL
SELECT c.child_id, 'Not missing in the last 12 months', DATE '0001-01-01' AS from_on, DATE '9999-12-31' AS until_on
FROM child c
LEFT JOIN (SELECT DISTINCT child_id FROM gone) g ON g.child_id = c.child_id
WHERE g.child_id IS NULL
