/*---
id         = "foster-carers-net-change"
title      = "Net change in fostering households"
area       = "placements"
question   = "Does the authority gain more foster carers than it loses?"
counts     = "fostering households approved less fostering households that left in the period"
shape      = "event"
measure    = "count"
unit       = "households"
per        = "record"
good       = "high"
dimensions = ["carer-type", "carer-district"]
evidence   = ["movement", "approved_on", "ended_on"]
source     = "Ofsted, Fostering in England statistics"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, fostering_household_id || '/approved' AS record_id, approved_on AS happened_on, 1 AS counts,
       'approved' AS movement, carer_type, district AS carer_district, approved_on, ended_on
FROM fostering_household
WHERE approved_on IS NOT NULL
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS child_id, fostering_household_id || '/left' AS record_id, ended_on AS happened_on, -1 AS counts,
       'left' AS movement, carer_type, district AS carer_district, approved_on, ended_on
FROM fostering_household
WHERE approved_on IS NOT NULL AND ended_on IS NOT NULL
