/*---
id         = "cp-reviews-in-timescale-at-date"
title      = "Children on a plan whose reviews were all in timescale"
area       = "child-protection"
question   = "Is every child's plan looked at again when it should be?"
counts     = "children whose protection plan has been open 3 months or more at the end of the period's last day"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "high"
sensitivity = "process"
limit      = "3 months from the initial conference, then 6 months from the review before"
dimensions = ["district", "age-band", "sex", "ethnicity", "ethnicity-group", "disability", "team", "worker"]
evidence   = ["plan_started_on", "plan_ended_on", "late_reviews", "latest_late_due_on"]
benchmark  = "lait:RevCP"
source     = "Working Together to Safeguard Children, 2023, chapter 3; Children in Need census"
status     = "live"
since      = "0.1"
---*/
-- A late review spoils the figure from the day after it was due until 12 months after it was held.
WITH long_plan AS (
  SELECT cp_plan_id, child_id, started_on AS plan_started_on, ended_on AS plan_ended_on,
         add_months(started_on, 3) AS from_on
  FROM cp_plan_counted
  WHERE coalesce(ended_on, DATE '9999-12-31') > add_months(started_on, 3)
),
late AS (
  SELECT cp_plan_id, due_on, due_on + 1 AS from_on,
         CASE WHEN settled_on IS NULL THEN DATE '9999-12-31'
              ELSE greatest(add_months(settled_on, 12) + 1, add_months(settled_on + 1, 12)) END AS until_on
  FROM cp_review_due
  WHERE coalesce(settled_on, DATE '9999-12-31') > due_on
),
cut AS (
  SELECT cp_plan_id, from_on AS cut_on FROM long_plan
  UNION
  SELECT p.cp_plan_id, l.from_on
  FROM long_plan p
  JOIN late l
    ON l.cp_plan_id = p.cp_plan_id
   AND l.from_on > p.from_on
   AND l.from_on < coalesce(p.plan_ended_on, DATE '9999-12-31')
  UNION
  SELECT p.cp_plan_id, l.until_on
  FROM long_plan p
  JOIN late l
    ON l.cp_plan_id = p.cp_plan_id
   AND l.until_on > p.from_on
   AND l.until_on < coalesce(p.plan_ended_on, DATE '9999-12-31')
),
piece AS (
  SELECT cp_plan_id, cut_on, lead(cut_on) OVER (PARTITION BY cp_plan_id ORDER BY cut_on) AS next_on
  FROM cut
),
judged AS (
  SELECT c.cp_plan_id, c.cut_on, c.next_on,
         sum(CASE WHEN l.from_on <= c.cut_on AND l.until_on > c.cut_on THEN 1 ELSE 0 END) AS late_reviews,
         max(CASE WHEN l.from_on <= c.cut_on AND l.until_on > c.cut_on THEN l.due_on END) AS latest_late_due_on
  FROM piece c
  LEFT JOIN late l ON l.cp_plan_id = c.cp_plan_id
  GROUP BY c.cp_plan_id, c.cut_on, c.next_on
)
SELECT p.child_id, p.cp_plan_id AS record_id,
       j.cut_on AS started_on, coalesce(j.next_on, p.plan_ended_on) AS ended_on,
       j.late_reviews = 0 AS met,
       p.plan_started_on, p.plan_ended_on, j.late_reviews, j.latest_late_due_on
FROM judged j
JOIN long_plan p ON p.cp_plan_id = j.cp_plan_id
