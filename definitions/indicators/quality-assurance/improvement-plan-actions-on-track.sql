/*---
id         = "improvement-plan-actions-on-track"
title      = "Improvement plan actions on track"
area       = "quality-assurance"
question   = "Are we doing what we said we would?"
counts     = "actions of improvement plans that are open at the end of the last day"
shape      = "spell"
measure    = "percentage"
unit       = "%"
good       = "high"
sensitivity = "none"
limit      = "the due day of each action"
dimensions = ["improvement-plan", "action-owner", "action-rag"]
evidence   = ["plan", "owner", "due_on", "completed_on", "rag"]
source     = "Local improvement plans"
status     = "live"
since      = "0.1"
---*/
WITH scope AS (
  SELECT x.action_id, p.improvement_plan_id, coalesce(p.name, p.improvement_plan_id) AS plan, x.owner, x.rag, x.due_on, x.completed_on,
         greatest(coalesce(p.from_on, x.raised_on), coalesce(x.raised_on, p.from_on)) AS from_on, coalesce(p.until_on, DATE '9999-12-31') AS until_on,
         coalesce(x.completed_on, DATE '9999-12-31') AS done_on, coalesce(x.due_on + 1, DATE '9999-12-31') AS late_on
  FROM action x
  JOIN improvement_plan p ON p.improvement_plan_id = x.source_id
  WHERE x.source_kind = 'improvement-plan' AND (p.from_on IS NOT NULL OR x.raised_on IS NOT NULL)
),
-- Up to the due day, from the day after it, and from the day it was done.
part AS (
  SELECT s.action_id, s.improvement_plan_id, s.plan, s.owner, s.rag, s.due_on, s.completed_on,
         CASE k.part WHEN 'late' THEN false WHEN 'done' THEN true ELSE CASE WHEN s.due_on IS NOT NULL THEN true END END AS met,
         greatest(s.from_on, CASE k.part WHEN 'late' THEN s.late_on WHEN 'done' THEN s.done_on ELSE s.from_on END) AS started_on,
         least(s.until_on, CASE k.part WHEN 'late' THEN s.done_on WHEN 'done' THEN s.until_on ELSE least(s.late_on, s.done_on) END) AS until_on
  FROM scope s
  CROSS JOIN (VALUES ('open'), ('late'), ('done')) AS k(part)
)
SELECT CAST(NULL AS VARCHAR) AS child_id, action_id AS record_id, started_on, nullif(until_on, DATE '9999-12-31') AS ended_on, met,
       improvement_plan_id, plan, owner, rag, due_on, completed_on
FROM part
WHERE started_on < until_on
