/*---
id         = "dental-checks-up-to-date"
title      = "Dental checks up to date"
area       = "education-and-health"
question   = "Do the children in our care see a dentist?"
counts     = "children who, at the end of the last day, have been looked after for 12 months or more"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "high"
limit      = "12 months since the last check"
dimensions = ["age-band", "team", "placement-group"]
evidence   = ["entered_care_on", "checked_on", "valid_until_on"]
benchmark  = "lait:LACDental%"
source     = "SSDA903 return, dental checks"
status     = "live"
since      = "0.1"
---*/
WITH limits AS (
  SELECT 12 AS months
),
year_in_care AS (
  SELECT care_period_id, child_id, entered_on AS entered_care_on, placement_type,
         greatest(started_on, add_months(entered_on, 12)) AS from_on, coalesce(ended_on, DATE '9999-12-31') AS until_on
  FROM looked_after_spell
  WHERE coalesce(ended_on, DATE '9999-12-31') > add_months(entered_on, 12)
),
dentist AS (
  SELECT child_id, checked_on
  FROM health_check
  WHERE checked_on IS NOT NULL AND coalesce(status, 'Completed') = 'Completed'
    AND (lower(kind) LIKE '%dent%' OR lower(kind) LIKE '%teeth%')
  GROUP BY child_id, checked_on
),
-- Each check stands until the next one; before the first there is none.
stands AS (
  SELECT child_id, checked_on, checked_on AS from_on,
         coalesce(lead(checked_on) OVER (PARTITION BY child_id ORDER BY checked_on), DATE '9999-12-31') AS until_on
  FROM dentist
  UNION ALL
  SELECT y.child_id, CAST(NULL AS DATE) AS checked_on, DATE '0001-01-01' AS from_on, coalesce(min(d.checked_on), DATE '9999-12-31') AS until_on
  FROM year_in_care y
  LEFT JOIN dentist d ON d.child_id = y.child_id
  GROUP BY y.child_id
),
standing AS (
  SELECT y.care_period_id, y.child_id, y.entered_care_on, y.placement_type, s.checked_on,
         coalesce(add_months(s.checked_on, l.months), DATE '0001-01-01') AS valid_until_on,
         greatest(s.from_on, y.from_on) AS from_on, least(s.until_on, y.until_on) AS until_on
  FROM year_in_care y
  JOIN stands s ON s.child_id = y.child_id AND s.from_on < y.until_on AND s.until_on > y.from_on
  CROSS JOIN limits l
),
piece AS (
  SELECT s.care_period_id, s.child_id, s.entered_care_on, s.placement_type, s.checked_on, s.valid_until_on, k.met,
         CASE WHEN k.met THEN s.from_on ELSE greatest(s.from_on, s.valid_until_on + 1) END AS from_on,
         CASE WHEN k.met THEN least(s.until_on, s.valid_until_on + 1) ELSE s.until_on END AS until_on
  FROM standing s
  CROSS JOIN (VALUES (true), (false)) AS k(met)
)
SELECT child_id, care_period_id || '/' || CAST(from_on AS VARCHAR) AS record_id, from_on AS started_on,
       nullif(until_on, DATE '9999-12-31') AS ended_on, met, placement_type, entered_care_on, checked_on,
       CASE WHEN checked_on IS NOT NULL THEN valid_until_on END AS valid_until_on
FROM piece
WHERE from_on < until_on
