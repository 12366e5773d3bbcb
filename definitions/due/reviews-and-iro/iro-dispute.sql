/*---
id          = "iro-dispute"
title       = "Dispute raised by a reviewing officer"
area        = "reviews-and-iro"
clock       = "iro-dispute"
soon        = "5 working days"
roles       = ["reviewing-officer", "reviewing-manager", "team-manager", "head-of-service"]
after_death = true
source      = "IRO Handbook 2010"
---*/
SELECT iro_dispute_id AS record_id, child_id, formal_on AS started_on, team_id, iro_id AS worker_id
FROM iro_dispute
WHERE resolved_on IS NULL AND coalesce(formal_on, raised_on) IS NOT NULL
