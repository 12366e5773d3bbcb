/*---
id         = "section-47-rate-per-10k"
title      = "Section 47 enquiries per 10,000, 12 months"
area       = "child-protection"
question   = "How often does concern for a child lead to a child protection enquiry?"
counts     = "section 47 enquiries started in the 12 months up to the period's last day, for every 10,000 children aged 0 to 17"
shape      = "event"
measure    = "rate"
unit       = "per 10,000"
per        = "record"
good       = "neutral"
window     = "12 months"
dimensions = ["district", "age-band", "sex", "ethnicity", "ethnicity-group", "disability", "team", "worker"]
evidence   = ["started_on", "completed_on"]
benchmark  = "lait:Section_47"
source     = "Children Act 1989, section 47; Children in Need census"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, section_47_enquiry_id AS record_id, started_on AS happened_on,
       started_on, completed_on, team_id, worker_id
FROM section_47_enquiry
WHERE started_on IS NOT NULL
