/*---
id         = "children-views-acted-on"
title      = "Views raised by children that led to an action"
area       = "voice"
question   = "Does what children say change anything?"
counts     = "views and requests raised by children or their council in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "high"
sensitivity = "process"
dimensions = ["feedback-body", "feedback-topic", "feedback-age", "feedback-looked-after"]
evidence   = ["body", "topic", "actions", "first_raised_on", "last_completed_on"]
source     = "Local measure"
status     = "live"
since      = "0.1"
---*/
WITH taken AS (
  SELECT source_id, count(*) AS actions, min(raised_on) AS first_raised_on, max(completed_on) AS last_completed_on
  FROM action
  WHERE source_kind = 'voice' AND source_id IS NOT NULL
  GROUP BY source_id
)
SELECT f.child_id, f.child_feedback_id AS record_id, f.given_on AS happened_on, t.source_id IS NOT NULL AS met,
       f.body, f.topic, f.age_group, CASE WHEN f.looked_after THEN 'yes' WHEN NOT f.looked_after THEN 'no' END AS looked_after,
       t.actions, t.first_raised_on, t.last_completed_on
FROM child_feedback f
LEFT JOIN taken t ON t.source_id = f.child_feedback_id
WHERE f.given_on IS NOT NULL AND f.request
