/*---
id         = "adoption-panel-families-delayed"
title      = "Families delayed by lack of medical advice"
area       = "permanence-and-adoption"
question   = "How many families wait because the adoption panel lacks medical advice?"
counts     = "families with a case heard in the period that was put off for want of medical advice"
shape      = "as-at"
measure    = "count"
unit       = "families"
per        = "record"
good       = "low"
dimensions = []
evidence   = ["cases", "longest_delay"]
source     = "Adoption Agencies Regulations 2005"
status     = "live"
since      = "0.1"
---*/
WITH reason AS (
  SELECT code, max(group_name) AS reason_group FROM code_panel_delay_reason GROUP BY code
)
,
delayed AS (
  SELECT coalesce(c.family_id, c.child_id, c.panel_case_id) AS family, c.child_id, c.planned_on, c.heard_on
  FROM panel_case c
  JOIN reason r ON r.code = c.delay_reason AND r.reason_group = 'Medical advice'
  WHERE c.heard_on > c.planned_on
)
SELECT p.period_id, CAST(NULL AS VARCHAR) AS child_id, d.family AS record_id, count(*) AS cases, max(d.heard_on - d.planned_on) AS longest_delay, d.family AS family_key
FROM period p
JOIN delayed d ON d.heard_on >= p.starts_on AND d.heard_on <= p.ends_on
GROUP BY p.period_id, d.family
