/*---
id         = "care-applications-rate"
title      = "Care applications per 10,000"
area       = "children-looked-after"
question   = "How often do we ask a court to take a child into care?"
counts     = "children in care applications issued in the 12 months up to the period's last day, for every 10,000 children aged 0 to 17"
shape      = "event"
measure    = "rate"
unit       = "per 10,000"
per        = "record"
good       = "neutral"
window     = "12 months"
dimensions = ["district", "age-band"]
evidence   = ["issued_on", "court_reference"]
benchmark  = "lait:CareApplications"
source     = "Children Act 1989, section 31; family court statistics"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, care_proceedings_id AS record_id, issued_on AS happened_on, issued_on, court_reference, team_id
FROM care_proceedings
WHERE issued_on IS NOT NULL
