/*---
id         = "cla-persistent-absence"
title      = "Looked after children persistently absent"
area       = "education-and-health"
question   = "How many children in our care miss so much school that it harms them?"
counts     = "looked after pupils with attendance recorded for terms or half terms that ended in the period"
shape      = "as-at"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "low"
limit      = "10% of half-day sessions"
dimensions = ["school-phase", "district", "age-band", "sex"]
evidence   = ["sessions_possible", "sessions_missed", "last_term_ended_on"]
benchmark  = "lait:LAC_Pers_Abs"
source     = "Outcomes for children looked after by local authorities in England"
status     = "live"
since      = "0.1"
---*/
WITH limits AS (
  SELECT 10 AS per_cent
),
term AS (
  SELECT DISTINCT a.child_id, a.started_on, a.ended_on, a.school_phase, a.sessions_possible, coalesce(a.sessions_missed, 0) AS sessions_missed
  FROM school_attendance a
  JOIN care_period c ON c.child_id = a.child_id AND c.started_on <= a.ended_on AND coalesce(c.counted_until_on, DATE '9999-12-31') > a.ended_on
  WHERE c.counted AND a.sessions_possible > 0
),
-- Terms end on few days: which of them lie in which period is found first.
last_day AS (
  SELECT DISTINCT ended_on FROM school_attendance
),
in_period AS (
  SELECT p.period_id, d.ended_on
  FROM period p
  JOIN last_day d ON d.ended_on >= p.starts_on AND d.ended_on <= p.ends_on
),
totalled AS (
  SELECT w.period_id, t.child_id, sum(t.sessions_possible) AS sessions_possible, sum(t.sessions_missed) AS sessions_missed,
         max(t.ended_on) AS last_term_ended_on
  FROM in_period w
  JOIN term t ON t.ended_on = w.ended_on
  GROUP BY w.period_id, t.child_id
),
phase AS (
  SELECT child_id, ended_on, max(school_phase) AS school_phase FROM term GROUP BY child_id, ended_on
)
SELECT t.period_id, t.child_id, t.child_id AS record_id,
       t.sessions_missed * 100 >= t.sessions_possible * l.per_cent AS met,
       f.school_phase, t.sessions_possible, t.sessions_missed, t.last_term_ended_on
FROM totalled t
JOIN phase f ON f.child_id = t.child_id AND f.ended_on = t.last_term_ended_on
CROSS JOIN limits l
