/*---
id          = "iro-rating-green"
title       = "Green rating to be acknowledged"
area        = "reviews-and-iro"
roles       = ["team-manager", "reviewing-officer", "reviewing-manager"]
after_death = true
lapses      = "3 months"
source      = "Domain guide, section 8 (local standard)"
---*/
SELECT iro_rating_id AS record_id, child_id, issued_on AS started_on, limit_on AS due_on, team_id, manager_id AS worker_id
FROM iro_rating_due
WHERE coalesce(colour, '') NOT IN ('red', 'amber') AND answered_on IS NULL
