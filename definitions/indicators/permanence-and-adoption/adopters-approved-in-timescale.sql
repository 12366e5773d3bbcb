/*---
id         = "adopters-approved-in-timescale"
title      = "Adopters approved in timescale"
area       = "permanence-and-adoption"
question   = "Are people who want to adopt assessed in good time?"
counts     = "adopters approved in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
limit      = "stage one 2 months, stage two 4 months"
dimensions = ["adoption-agency"]
evidence   = ["registered_on", "stage_one_ended_on", "stage_two_started_on", "approved_on"]
source     = "Statutory guidance on adoption, 2013"
status     = "live"
since      = "0.1"
---*/
WITH staged AS (
  SELECT adopter_id, agency, registered_on, stage_one_ended_on, approved_on,
         coalesce(stage_two_started_on, stage_one_ended_on + CAST(coalesce(break_days, 0) AS INTEGER)) AS stage_two_started_on,
         add_months(registered_on, 2) AS stage_one_limit_on
  FROM adopter
  WHERE approved_on IS NOT NULL AND registered_on IS NOT NULL AND stage_one_ended_on IS NOT NULL
)
SELECT CAST(NULL AS VARCHAR) AS child_id, adopter_id AS record_id, approved_on AS happened_on,
       stage_one_ended_on <= stage_one_limit_on AND approved_on <= add_months(stage_two_started_on, 4) AS met,
       agency AS adoption_agency, registered_on, stage_one_ended_on, stage_one_limit_on, stage_two_started_on,
       add_months(stage_two_started_on, 4) AS stage_two_limit_on, approved_on
FROM staged
