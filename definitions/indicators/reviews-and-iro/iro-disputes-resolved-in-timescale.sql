/*---
id         = "iro-disputes-resolved-in-timescale"
title      = "IRO disputes resolved in 20 working days"
area       = "reviews-and-iro"
question   = "Are formal concerns of reviewing officers settled quickly?"
counts     = "formal disputes resolved in time, or whose limit ran out, in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
limit      = "20 working days"
dimensions = ["dispute-stage", "team", "dispute-theme", "dispute-outcome", "reviewing-officer"]
evidence   = ["formal_on", "limit_on", "cafcass_on", "resolved_on", "working_days"]
source     = "IRO Handbook, 2010"
status     = "live"
since      = "0.1"
---*/
WITH formal AS (
  SELECT iro_dispute_id, child_id, iro_id, team_id, theme, stage, outcome, formal_on, cafcass_on, resolved_on,
         add_working_days(formal_on, 20) AS limit_on
  FROM iro_dispute
  WHERE formal_on IS NOT NULL
)
SELECT child_id, iro_dispute_id AS record_id,
       CASE WHEN resolved_on <= limit_on THEN resolved_on ELSE limit_on END AS happened_on,
       CASE WHEN resolved_on <= limit_on THEN true
            WHEN limit_on >= data_until() AND resolved_on IS NULL THEN CAST(NULL AS BOOLEAN)
            ELSE false END AS met,
       iro_id, team_id, theme, stage AS dispute_stage, outcome AS dispute_outcome, formal_on, limit_on, cafcass_on, resolved_on,
       working_days(formal_on, resolved_on) AS working_days
FROM formal
