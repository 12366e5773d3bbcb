/*---
id            = "first-pep-within-10-working-days"
title         = "First education plans within 10 working days"
area          = "education-and-health"
question      = "Does each child who comes into care soon have a plan for learning?"
counts        = "periods of care that began in the period, of children aged 3 to 17 on a roll and still in care on working day 10"
shape         = "event"
measure       = "percentage"
unit          = "%"
per           = "record"
good          = "high"
sensitivity = "process"
settles_after = "10 working days"
limit         = "10 working days"
dimensions    = ["school-phase", "school-area", "age-band"]
evidence      = ["entered_on", "limit_on", "plan_on"]
source        = "Promoting the education of looked after and previously looked after children, 2018"
status        = "live"
since         = "0.1"
---*/
WITH entry AS (
  SELECT care_period_id, child_id, started_on, add_working_days(started_on, 10) AS limit_on, born_on,
         coalesce(counted_until_on, DATE '9999-12-31') AS until_on
  FROM care_period
  WHERE counted
),
dated AS (
  SELECT child_id, completed_on AS plan_on FROM education_plan WHERE completed_on IS NOT NULL
  UNION ALL
  SELECT child_id, reviewed_on AS plan_on FROM education_plan WHERE reviewed_on IS NOT NULL
),
first_plan AS (
  SELECT e.care_period_id, e.child_id, min(p.plan_on) AS plan_on
  FROM entry e
  JOIN dated p ON p.child_id = e.child_id AND p.plan_on >= e.started_on AND p.plan_on <= e.until_on
  GROUP BY e.care_period_id, e.child_id
)
SELECT e.child_id, e.care_period_id AS record_id, e.started_on AS happened_on,
       CASE WHEN f.plan_on <= e.limit_on THEN true
            WHEN e.limit_on >= data_until() AND f.plan_on IS NULL THEN CAST(NULL AS BOOLEAN)
            ELSE false END AS met,
       s.school_phase, s.school_area, e.started_on AS entered_on, e.limit_on, f.plan_on
FROM entry e
JOIN education_stretch s
  ON s.care_period_id = e.care_period_id AND s.child_id = e.child_id AND s.started_on <= e.limit_on AND s.until_on > e.limit_on
LEFT JOIN first_plan f ON f.care_period_id = e.care_period_id AND f.child_id = e.child_id
WHERE e.until_on > e.limit_on AND age_on(e.born_on, e.limit_on) >= 3 AND age_on(e.born_on, e.limit_on) <= 17
