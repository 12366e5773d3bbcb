/*---
id         = "health-assessments-up-to-date"
title      = "Health assessments up to date"
area       = "education-and-health"
question   = "Is the health of the children in our care looked at as often as it should be?"
counts     = "children who, at the end of the last day, have been looked after for 12 months or more"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "high"
limit      = "6 months (under 5); 12 months (5 and over)"
dimensions = ["age-band", "team"]
evidence   = ["entered_care_on", "assessed_on", "valid_until_on"]
benchmark  = "lait:LACHealth%"
source     = "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 7"
status     = "live"
since      = "0.1"
---*/
WITH year_in_care AS (
  SELECT care_period_id, child_id, started_on AS entered_care_on, add_months(started_on, 12) AS from_on,
         coalesce(counted_until_on, DATE '9999-12-31') AS until_on,
         coalesce(birthday(born_on, 5), DATE '0001-01-01') AS fifth_on
  FROM care_period
  WHERE counted
),
-- Cut at the fifth birthday, where the limit changes.
part AS (
  SELECT care_period_id, child_id, entered_care_on, 6 AS months, from_on,
         CASE WHEN fifth_on < until_on THEN fifth_on ELSE until_on END AS until_on
  FROM year_in_care
  UNION ALL
  SELECT care_period_id, child_id, entered_care_on, 12 AS months,
         CASE WHEN fifth_on > from_on THEN fifth_on ELSE from_on END AS from_on, until_on
  FROM year_in_care
),
assessed AS (
  SELECT child_id, checked_on FROM health_assessment GROUP BY child_id, checked_on
),
-- Each assessment stands until the next one; before the first there is none.
stands AS (
  SELECT child_id, checked_on, checked_on AS from_on,
         coalesce(lead(checked_on) OVER (PARTITION BY child_id ORDER BY checked_on), DATE '9999-12-31') AS until_on
  FROM assessed
  UNION ALL
  SELECT c.child_id, CAST(NULL AS DATE) AS checked_on, DATE '0001-01-01' AS from_on,
         coalesce(min(a.checked_on), DATE '9999-12-31') AS until_on
  FROM year_in_care c
  LEFT JOIN assessed a ON a.child_id = c.child_id
  GROUP BY c.child_id
),
standing AS (
  SELECT p.care_period_id, p.child_id, p.entered_care_on, s.checked_on AS assessed_on,
         coalesce(add_months(s.checked_on, p.months), DATE '0001-01-01') AS valid_until_on,
         CASE WHEN s.from_on > p.from_on THEN s.from_on ELSE p.from_on END AS from_on,
         CASE WHEN s.until_on < p.until_on THEN s.until_on ELSE p.until_on END AS until_on
  FROM part p
  JOIN stands s ON s.child_id = p.child_id
  WHERE p.from_on < p.until_on AND s.from_on < p.until_on AND s.until_on > p.from_on
),
piece AS (
  SELECT care_period_id, child_id, entered_care_on, assessed_on, valid_until_on, true AS met, from_on,
         CASE WHEN valid_until_on + 1 < until_on THEN valid_until_on + 1 ELSE until_on END AS until_on
  FROM standing
  WHERE assessed_on IS NOT NULL
  UNION ALL
  SELECT care_period_id, child_id, entered_care_on, assessed_on, valid_until_on, false AS met,
         CASE WHEN valid_until_on + 1 > from_on THEN valid_until_on + 1 ELSE from_on END AS from_on, until_on
  FROM standing
)
SELECT child_id, care_period_id AS record_id, from_on AS started_on, nullif(until_on, DATE '9999-12-31') AS ended_on, met,
       entered_care_on, assessed_on, CASE WHEN assessed_on IS NOT NULL THEN valid_until_on END AS valid_until_on
FROM piece
WHERE from_on < until_on
