/*---
id         = "foster-carers-approved"
title      = "Foster carers recruited"
area       = "placements"
question   = "Is the authority finding new foster carers?"
counts     = "fostering households approved in the period"
shape      = "event"
measure    = "count"
unit       = "households"
per        = "record"
good       = "high"
dimensions = ["carer-type", "carer-district", "campaign"]
evidence   = ["enquired_on", "applied_on", "approved_on", "places"]
source     = "Ofsted, Fostering in England statistics"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, fostering_household_id AS record_id, approved_on AS happened_on,
       carer_type, district AS carer_district, campaign, enquired_on, applied_on, approved_on, places
FROM fostering_household
WHERE approved_on IS NOT NULL
