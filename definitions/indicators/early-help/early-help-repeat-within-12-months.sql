/*---
id         = "early-help-repeat-within-12-months"
title      = "Repeat early help episodes within 12 months"
area       = "early-help"
question   = "Do families come back to early help?"
counts     = "early help episodes of children started in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "low"
looks_back = "12 months"
limit      = "12 months from the end of the last"
dimensions = ["early-help-reason", "early-help-organisation", "district", "age-band"]
evidence   = ["started_on", "previous_ended_on", "reason"]
source     = "Early help benchmarking"
status     = "live"
since      = "0.1"
---*/
WITH followed AS (
  SELECT e.early_help_episode_id, max(p.ended_on) AS previous_ended_on
  FROM early_help_episode e
  JOIN early_help_episode p
    ON p.child_id = e.child_id
   AND p.started_on < e.started_on AND p.ended_on <= e.started_on
   AND p.ended_on >= add_months(e.started_on, -12)
  GROUP BY e.early_help_episode_id
)
SELECT e.child_id, e.early_help_episode_id AS record_id, e.started_on AS happened_on,
       f.previous_ended_on IS NOT NULL AS met,
       e.started_on, f.previous_ended_on, e.reason, e.organisation, e.worker_id
FROM early_help_episode e
LEFT JOIN followed f ON f.early_help_episode_id = e.early_help_episode_id
WHERE e.started_on IS NOT NULL
