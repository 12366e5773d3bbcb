/*---
id         = "iro-rag-ratings"
title      = "IRO ratings of cases"
area       = "reviews-and-iro"
question   = "What do reviewing officers think of the plans they review?"
counts     = "ratings given in the period"
shape      = "event"
measure    = "count"
unit       = "ratings"
per        = "record"
good       = "neutral"
dimensions = ["rating-colour", "plan-progress", "practice-quality", "rating-reason", "reviewing-officer", "team"]
evidence   = ["issued_on", "colour", "progress", "practice", "responded_on"]
source     = "IRO Handbook, 2010"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, iro_rating_id AS record_id, issued_on AS happened_on, colour, progress, practice, iro_id, team_id, manager_id,
       issued_on, responded_on
FROM iro_rating
WHERE issued_on IS NOT NULL
