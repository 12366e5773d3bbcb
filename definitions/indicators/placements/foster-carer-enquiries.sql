/*---
id         = "foster-carer-enquiries"
title      = "Foster carer enquiries"
area       = "placements"
question   = "Do enough people come forward to foster?"
counts     = "enquiries received in the period"
shape      = "event"
measure    = "count"
unit       = "enquiries"
per        = "record"
good       = "high"
dimensions = ["enquiry-source", "campaign", "carer-type", "carer-district"]
evidence   = ["enquired_on", "applied_on", "approved_on", "withdrawn_on"]
source     = "Ofsted, Fostering in England statistics"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, fostering_household_id AS record_id, enquired_on AS happened_on,
       enquiry_source, campaign, carer_type, district AS carer_district, enquired_on, applied_on, approved_on, withdrawn_on
FROM fostering_household
WHERE enquired_on IS NOT NULL
