/*---
id         = "initial-health-assessment-in-timescale"
title      = "Initial health assessments in 20 working days"
area       = "education-and-health"
question   = "Is the health of children who come into care looked at in time?"
counts     = "children who began to be looked after in the period and were still looked after on working day 20"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "high"
sensitivity = "process"
settles_after = "20 working days"
limit      = "20 working days"
dimensions = ["age-band", "team"]
evidence   = ["entered_care_on", "due_on", "assessed_on", "working_days"]
source     = "Promoting the health and well-being of looked-after children, statutory guidance, 2015"
status     = "live"
since      = "0.1"
---*/
WITH entry AS (
  SELECT care_period_id, child_id, started_on, coalesce(counted_until_on, DATE '9999-12-31') AS until_on,
         add_working_days(started_on, 20) AS due_on
  FROM care_period
  WHERE counted
),
first_assessment AS (
  SELECT e.care_period_id, e.child_id, min(h.checked_on) AS assessed_on
  FROM entry e
  JOIN health_assessment h ON h.child_id = e.child_id AND h.checked_on >= e.started_on AND h.checked_on < e.until_on
  WHERE h.initial
  GROUP BY e.care_period_id, e.child_id
)
SELECT e.child_id, e.care_period_id AS record_id, e.started_on AS happened_on,
       CASE WHEN f.assessed_on <= e.due_on THEN true
            WHEN e.due_on >= data_until() THEN NULL
            ELSE false END AS met,
       e.started_on AS entered_care_on, e.due_on, f.assessed_on, working_days(e.started_on, f.assessed_on) AS working_days
FROM entry e
LEFT JOIN first_assessment f ON f.care_period_id = e.care_period_id AND f.child_id = e.child_id
WHERE e.until_on > e.due_on
