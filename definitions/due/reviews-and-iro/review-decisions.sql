/*---
id          = "review-decisions"
title       = "Decisions of a review to be issued"
area        = "reviews-and-iro"
clock       = "review-decisions"
soon        = "2 working days"
roles       = ["reviewing-officer", "reviewing-manager"]
lapses      = "6 months"
optional    = ["involvement"]
after_death = true
source      = "IRO Handbook 2010"
---*/
SELECT r.care_review_id AS record_id, r.child_id, r.held_on AS started_on, i.worker_id
FROM care_review_held r
LEFT JOIN review_record w ON w.care_review_id = r.care_review_id
LEFT JOIN iro_involvement i
  ON i.child_id = r.child_id AND i.started_on <= data_until() AND coalesce(i.ended_on, DATE '9999-12-31') > data_until()
WHERE r.care_period_id IS NOT NULL AND w.decisions_issued_on IS NULL
