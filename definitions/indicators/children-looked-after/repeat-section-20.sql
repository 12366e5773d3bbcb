/*---
id         = "repeat-section-20"
title      = "Repeat section 20 cases"
area       = "children-looked-after"
question   = "Do children come back into care under section 20 after they have gone home?"
counts     = "section 20 entries in the period (periods of care that began under legal status V2)"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "low"
limit      = "12 months, and ever"
dimensions = ["since-section-20", "district", "age-band", "category-of-need"]
evidence   = ["entered_on", "previous_ended_on", "months_since_previous", "since_section_20"]
source     = "Children Act 1989, section 20; local measure"
status     = "live"
since      = "0.1"
---*/
WITH entry AS (
  SELECT care_period_id, child_id, started_on, counted_until_on, need
  FROM care_period
  WHERE counted AND first_legal_status = 'V2'
),
previous AS (
  SELECT e.care_period_id, e.child_id, e.started_on, max(b.counted_until_on) AS ended_on
  FROM entry e
  JOIN entry b ON b.child_id = e.child_id AND b.counted_until_on <= e.started_on
  WHERE b.started_on < e.started_on OR (b.started_on = e.started_on AND b.care_period_id < e.care_period_id)
  GROUP BY e.care_period_id, e.child_id, e.started_on
),
gap AS (
  SELECT care_period_id, child_id, ended_on,
         CAST((extract(year FROM started_on) - extract(year FROM ended_on)) * 12
              + extract(month FROM started_on) - extract(month FROM ended_on) AS BIGINT) AS months
  FROM previous
)
SELECT e.child_id, e.care_period_id AS record_id, e.started_on AS happened_on,
       p.ended_on IS NOT NULL AS met, e.need, e.started_on AS entered_on, p.ended_on AS previous_ended_on,
       CASE WHEN add_months(p.ended_on, p.months) > e.started_on THEN p.months - 1 ELSE p.months END AS months_since_previous,
       CASE WHEN p.ended_on IS NULL THEN 'none'
            WHEN p.ended_on >= add_months(e.started_on, -12) THEN '12 months'
            WHEN p.ended_on >= add_months(e.started_on, -24) THEN '2 years'
            ELSE 'over 2 years' END AS since_section_20
FROM entry e
LEFT JOIN gap p ON p.care_period_id = e.care_period_id AND p.child_id = e.child_id
