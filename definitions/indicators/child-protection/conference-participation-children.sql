/*---
id         = "conference-participation-children"
title      = "Children taking part in their conference"
area       = "child-protection"
question   = "Are children heard at the conferences that decide about their safety?"
counts     = "protection reviews held in the period with a participation code other than PN0 (under 4)"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
dimensions = ["participation", "age-band", "conference-chair"]
evidence   = ["held_on", "participation", "age_at_review"]
source     = "Local measure, in the codes of the SSDA903 return"
status     = "live"
since      = "0.1"
---*/
SELECT r.child_id, r.cp_review_id AS record_id, r.held_on AS happened_on,
       CASE WHEN r.participation IS NOT NULL THEN r.participation IN ('PN1', 'PN2', 'PN3', 'PN4', 'PN5', 'PN6') END AS met,
       r.participation, r.held_on, age_on(c.born_on, r.held_on) AS age_at_review
FROM cp_review_part r
LEFT JOIN child c ON c.child_id = r.child_id
WHERE coalesce(r.participation, '') <> 'PN0'
