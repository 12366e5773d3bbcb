/*---
id         = "cla-review-participation"
title      = "Children taking part in their reviews"
area       = "reviews-and-iro"
question   = "Do children in care have a say in the plans made for them?"
counts     = "reviews held in the period with a participation code other than PN0 (under 4)"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
dimensions = ["participation", "age-band", "iro", "placement-type", "placement-group"]
evidence   = ["held_on", "participation", "age_at_review"]
source     = "SSDA903 return, review participation"
status     = "live"
since      = "0.1"
---*/
SELECT r.child_id, r.care_review_id AS record_id, r.held_on AS happened_on,
       CASE WHEN r.participation IS NOT NULL THEN r.participation IN ('PN1', 'PN2', 'PN3', 'PN5', 'PN6') END AS met,
       r.participation, l.placement_type, r.held_on, age_on(c.born_on, r.held_on) AS age_at_review
FROM care_review_held r
LEFT JOIN child c ON c.child_id = r.child_id
LEFT JOIN looked_after_spell l
  ON l.child_id = r.child_id AND l.care_period_id = r.care_period_id
 AND l.started_on <= r.held_on AND coalesce(l.ended_on, DATE '9999-12-31') > r.held_on
WHERE coalesce(r.participation, '') <> 'PN0'
