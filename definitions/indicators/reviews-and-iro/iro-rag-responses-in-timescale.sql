/*---
id         = "iro-rag-responses-in-timescale"
title      = "IRO ratings answered in time"
area       = "reviews-and-iro"
question   = "Do managers answer when a reviewing officer raises a concern?"
counts     = "red and amber ratings whose answer fell due in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
limit      = "red 5, amber 10 working days (local)"
dimensions = ["rating-colour", "response", "team-manager", "team", "reviewing-officer"]
evidence   = ["issued_on", "limit_on", "responded_on", "response"]
source     = "Local standard"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, iro_rating_id AS record_id, limit_on AS happened_on,
       CASE WHEN answered_on <= limit_on THEN true
            WHEN limit_on >= data_until() AND answered_on IS NULL THEN CAST(NULL AS BOOLEAN)
            ELSE false END AS met,
       CASE WHEN answered_on <= limit_on THEN 'In time'
            WHEN answered_on IS NOT NULL THEN 'Late'
            WHEN limit_on >= data_until() THEN 'Not yet due'
            ELSE 'None' END AS response_state,
       colour, iro_id, team_id, manager_id, issued_on, limit_on, responded_on, response
FROM iro_rating_due
WHERE limit_on IS NOT NULL
