/*---
id    = "cp_review_part"
title = "How children took part in protection reviews"
about = "Protection reviews held, less those of plans held for another authority, with the participation code: the one of the table of its own, or else the one of the review."
optional = ["conference_participation"]
by    = "child_id"
links = ["cp_plan_id", "cp_review_id"]
---*/
SELECT r.cp_review_id, p.child_id, r.cp_plan_id, r.held_on, coalesce(c.participation, r.participation) AS participation
FROM cp_review r
JOIN cp_plan_counted p ON p.cp_plan_id = r.cp_plan_id
LEFT JOIN conference_participation c ON c.cp_review_id = r.cp_review_id
WHERE r.held_on IS NOT NULL
