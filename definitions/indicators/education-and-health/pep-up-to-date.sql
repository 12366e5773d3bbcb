/*---
id         = "pep-up-to-date"
title      = "Personal education plans up to date"
area       = "education-and-health"
question   = "Does every looked after child at school have a plan for learning that is kept up?"
counts     = "looked after children aged 3 to 17 on the roll of a school or college at the end of the last day, in care for over 10 working days"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "high"
sensitivity = "process"
limit      = "each term; first within 10 working days"
dimensions = ["school-phase", "school-area", "plan-quality", "age-band"]
evidence   = ["last_plan_on", "plan_quality", "entered_on"]
source     = "Promoting the education of looked after and previously looked after children, 2018"
status     = "live"
since      = "0.1"
---*/
WITH term AS (
  SELECT started_on, lead(started_on, 2) OVER (ORDER BY started_on) AS stands_until_on
  FROM school_term
),
calendar AS (
  SELECT min(started_on) AS first_on, max(ended_on) + 1 AS until_on FROM school_term
),
dated AS (
  SELECT child_id, completed_on AS plan_on, quality FROM education_plan WHERE completed_on IS NOT NULL
  UNION ALL
  SELECT child_id, reviewed_on AS plan_on, quality FROM education_plan WHERE reviewed_on IS NOT NULL
),
plan AS (
  SELECT child_id, plan_on, max(quality) AS quality FROM dated GROUP BY child_id, plan_on
),
-- A plan belongs to the term in which it was made; the holiday after a term belongs to it. One pass in the order of days carries the term along.
merged AS (
  SELECT CAST(NULL AS VARCHAR) AS child_id, t.started_on AS on_day, CAST(NULL AS VARCHAR) AS quality, coalesce(t.stands_until_on, c.until_on) AS stands_until_on
  FROM term t
  CROSS JOIN calendar c
  UNION ALL
  SELECT child_id, plan_on AS on_day, quality, CAST(NULL AS DATE) AS stands_until_on
  FROM plan
),
carried AS (
  SELECT child_id, on_day, quality, max(stands_until_on) OVER (ORDER BY on_day RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS stands_until_on
  FROM merged
),
standing AS (
  SELECT child_id, on_day AS plan_on, quality, coalesce(stands_until_on, on_day) AS stands_until_on,
         coalesce(lead(on_day) OVER (PARTITION BY child_id ORDER BY on_day), DATE '9999-12-31') AS next_plan_on
  FROM carried
  WHERE child_id IS NOT NULL
),
eligible AS (
  SELECT e.stretch_id, e.child_id, e.entered_on, e.school_phase, e.school_area,
         greatest(e.started_on, add_working_days(e.entered_on, 11), birthday(e.born_on, 3), c.first_on) AS from_on,
         least(e.until_on, birthday(e.born_on, 18), c.until_on) AS until_on
  FROM education_stretch e
  CROSS JOIN calendar c
  WHERE e.born_on IS NOT NULL AND c.first_on IS NOT NULL
),
first_plan AS (
  SELECT child_id, min(plan_on) AS plan_on FROM plan GROUP BY child_id
),
pupil AS (
  SELECT DISTINCT child_id FROM eligible
),
piece AS (
  SELECT p.child_id, DATE '0001-01-01' AS from_on, coalesce(f.plan_on, DATE '9999-12-31') AS until_on, false AS met,
         CAST(NULL AS DATE) AS last_plan_on, CAST(NULL AS VARCHAR) AS quality
  FROM pupil p
  LEFT JOIN first_plan f ON f.child_id = p.child_id
  UNION ALL
  SELECT child_id, plan_on AS from_on, least(stands_until_on, next_plan_on) AS until_on, true AS met, plan_on AS last_plan_on, quality
  FROM standing
  UNION ALL
  SELECT child_id, stands_until_on AS from_on, next_plan_on AS until_on, false AS met, plan_on AS last_plan_on, quality
  FROM standing
  WHERE stands_until_on < next_plan_on
)
SELECT e.child_id, e.stretch_id || '/' || CAST(greatest(e.from_on, p.from_on) AS VARCHAR) AS record_id,
       greatest(e.from_on, p.from_on) AS started_on, least(e.until_on, p.until_on) AS ended_on,
       p.met, p.last_plan_on, p.quality AS plan_quality, e.entered_on, e.school_phase, e.school_area
FROM eligible e
JOIN piece p ON p.child_id = e.child_id AND p.from_on < e.until_on AND p.until_on > e.from_on
WHERE e.from_on < e.until_on
