/*---
id         = "adoption-panel-delay-days-total"
title      = "Days lost from lack of medical advice"
area       = "permanence-and-adoption"
question   = "How much time do children lose because the adoption panel lacks medical advice?"
counts     = "days of delay of cases heard in the period that were put off for want of medical advice"
shape      = "event"
measure    = "count"
unit       = "days"
per        = "record"
good       = "low"
dimensions = ["panel-delay-reason", "panel-action", "panel"]
evidence   = ["planned_on", "heard_on", "delay_reason"]
source     = "Adoption Agencies Regulations 2005"
status     = "live"
since      = "0.1"
---*/
WITH reason AS (
  SELECT code, max(group_name) AS reason_group FROM code_panel_delay_reason GROUP BY code
)
SELECT c.child_id, c.panel_case_id AS record_id, c.heard_on AS happened_on, c.heard_on - c.planned_on AS counts,
       c.delay_reason, c.action AS panel_action, p.panel, c.planned_on, c.heard_on
FROM panel_case c
JOIN reason r ON r.code = c.delay_reason AND r.reason_group = 'Medical advice'
LEFT JOIN adoption_panel p ON p.adoption_panel_id = c.adoption_panel_id
WHERE c.heard_on > c.planned_on
