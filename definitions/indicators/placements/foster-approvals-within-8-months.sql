/*---
id         = "foster-approvals-within-8-months"
title      = "Foster carers approved within 8 months"
area       = "placements"
question   = "How long must people wait to be approved as foster carers?"
counts     = "fostering households approved in the period with a date of application"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
limit      = "8 months"
dimensions = ["carer-type", "carer-district"]
evidence   = ["applied_on", "stage_one_ended_on", "stage_two_ended_on", "approved_on", "limit_on"]
source     = "Fostering services: national minimum standards, 2011"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, fostering_household_id AS record_id, approved_on AS happened_on,
       approved_on <= add_months(applied_on, 8) AS met,
       carer_type, district AS carer_district, applied_on, stage_one_ended_on, stage_two_ended_on, approved_on,
       add_months(applied_on, 8) AS limit_on
FROM fostering_household
WHERE approved_on IS NOT NULL AND applied_on IS NOT NULL
