/*---
id         = "early-help-closed-outcomes-met"
title      = "Early help closed with outcomes met"
area       = "early-help"
question   = "Does early help end well?"
counts     = "early help episodes of children that ended in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
dimensions = ["early-help-organisation", "early-help-reason", "early-help-end-reason", "district"]
evidence   = ["started_on", "ended_on", "end_reason"]
source     = "Early help benchmarking"
status     = "live"
since      = "0.1"
---*/
WITH wording AS (
  SELECT lower(label) AS words, max(group_name) AS group_name FROM code_early_help_end_reason GROUP BY lower(label)
)
SELECT e.child_id, e.early_help_episode_id AS record_id, e.ended_on AS happened_on,
       coalesce(w.group_name = 'Outcomes met', false) AS met,
       e.organisation, e.reason, e.end_reason, e.started_on, e.ended_on, e.worker_id
FROM early_help_episode e
LEFT JOIN wording w ON w.words = lower(trim(e.end_reason))
WHERE e.ended_on IS NOT NULL
