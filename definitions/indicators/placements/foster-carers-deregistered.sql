/*---
id         = "foster-carers-deregistered"
title      = "Foster carers de-registered"
area       = "placements"
question   = "How many foster carers does the authority lose, and why?"
counts     = "approved fostering households that left in the period"
shape      = "event"
measure    = "count"
unit       = "households"
per        = "record"
good       = "low"
dimensions = ["carer-type", "fostering-end-reason", "carer-district"]
evidence   = ["approved_on", "ended_on", "places"]
source     = "Ofsted, Fostering in England statistics"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, fostering_household_id AS record_id, ended_on AS happened_on,
       carer_type, district AS carer_district, end_reason AS fostering_end_reason, approved_on, ended_on, places
FROM fostering_household
WHERE approved_on IS NOT NULL AND ended_on IS NOT NULL
