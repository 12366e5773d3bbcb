/*---
id         = "foster-places"
title      = "Approved foster places"
area       = "placements"
question   = "How many children could the authority's own foster carers take?"
counts     = "places approved with the authority's own fostering households at the end of the last day"
shape      = "spell"
measure    = "count"
unit       = "places"
per        = "record"
good       = "neutral"
dimensions = ["carer-type", "carer-district"]
evidence   = ["approved_on", "places"]
benchmark  = "lait:Number_Foster_Places(New)"
source     = "Ofsted, Fostering in England statistics"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, fostering_household_id AS record_id, approved_on AS started_on, ended_on,
       places AS counts, carer_type, district AS carer_district, approved_on, places
FROM fostering_household
WHERE approved_on < coalesce(ended_on, DATE '9999-12-31') AND places IS NOT NULL
