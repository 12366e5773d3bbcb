/*---
id         = "specialist-foster-carers-progress"
title      = "Specialist foster carers against target"
area       = "placements"
question   = "Is the campaign for specialist foster carers reaching its target?"
counts     = "specialist fostering households approved and in post at the end of the last day, for each wanted"
shape      = "spell"
measure    = "ratio"
unit       = "%"
per        = "record"
good       = "high"
limit      = "local target"
dimensions = ["carer-type"]
evidence   = ["part", "started_on", "ended_on"]
source     = "Local sufficiency strategy"
status     = "live"
since      = "0.1"
---*/
WITH specialist AS (
  SELECT DISTINCT code FROM code_carer_type WHERE group_name = 'Specialist'
)
SELECT CAST(NULL AS VARCHAR) AS child_id, 'household ' || h.fostering_household_id AS record_id, h.approved_on AS started_on, h.ended_on,
       CAST(1 AS DOUBLE) AS numerator, CAST(0 AS DOUBLE) AS denominator, h.carer_type, h.campaign, 'household' AS part
FROM fostering_household h
JOIN specialist s ON s.code = h.carer_type
WHERE h.approved_on < coalesce(h.ended_on, DATE '9999-12-31')
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS child_id, 'target ' || t.recruitment_target_id AS record_id, t.started_on, t.ended_on,
       CAST(0 AS DOUBLE) AS numerator, CAST(t.households AS DOUBLE) AS denominator, t.carer_type, CAST(NULL AS VARCHAR) AS campaign, 'target' AS part
FROM recruitment_target t
JOIN specialist s ON s.code = t.carer_type
WHERE t.started_on < coalesce(t.ended_on, DATE '9999-12-31')
