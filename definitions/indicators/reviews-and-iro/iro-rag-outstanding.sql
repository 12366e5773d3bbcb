/*---
id         = "iro-rag-outstanding"
title      = "IRO ratings without an answer"
area       = "reviews-and-iro"
question   = "Which concerns of reviewing officers has nobody answered?"
counts     = "ratings of every colour given and not answered at the end of the last day"
shape      = "spell"
measure    = "count"
unit       = "ratings"
per        = "record"
good       = "low"
sensitivity = "process"
dimensions = ["rating-colour", "answer-waiting", "team-manager", "team", "reviewing-officer"]
evidence   = ["issued_on", "limit_on", "responded_on"]
source     = "Local standard"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, iro_rating_id AS record_id, issued_on AS started_on, answered_on AS ended_on,
       colour, iro_id, team_id, manager_id, issued_on, limit_on, responded_on
FROM iro_rating_due
WHERE issued_on < coalesce(answered_on, DATE '9999-12-31')
