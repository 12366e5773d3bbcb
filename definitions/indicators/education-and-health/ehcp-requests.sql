/*---
id         = "ehcp-requests"
title      = "Requests for education, health and care assessment"
area       = "education-and-health"
question   = "Are more children being put forward for an education, health and care plan?"
counts     = "requests for an assessment received in the period"
shape      = "event"
measure    = "count"
unit       = "requests"
good       = "neutral"
limit      = "6 weeks to decide"
dimensions = ["age-band", "social-care-status"]
evidence   = ["requested_on", "outcome_on", "outcome"]
source     = "Children and Families Act 2014 section 36; SEN2 statistical return"
status     = "live"
since      = "0.1"
---*/
SELECT s.child_id, r.ehcp_request_id AS record_id, r.requested_on AS happened_on,
       r.requested_on, r.outcome_on, r.outcome
FROM ehcp_request r
LEFT JOIN send_record s ON s.send_record_id = r.send_record_id
WHERE r.requested_on IS NOT NULL
