/*---
id          = "iro-rating-red"
title       = "Red rating waiting for an answer"
area        = "reviews-and-iro"
clock       = "iro-rag-red"
soon        = "2 working days"
roles       = ["team-manager", "reviewing-officer", "reviewing-manager"]
after_death = true
lapses      = "12 months"
source      = "Domain guide, section 8 (local standard)"
---*/
SELECT iro_rating_id AS record_id, child_id, issued_on AS started_on, limit_on AS due_on, team_id, manager_id AS worker_id
FROM iro_rating_due
WHERE colour = 'red' AND answered_on IS NULL
