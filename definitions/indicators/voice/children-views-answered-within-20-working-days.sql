/*---
id         = "children-views-answered-within-20-working-days"
title      = "Views raised by children answered within 20 working days"
area       = "voice"
question   = "When children ask for something, do they get an answer soon?"
counts     = "views and requests raised by children or their council in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "high"
sensitivity = "process"
limit      = "20 working days (local standard)"
dimensions = ["feedback-body", "feedback-topic", "feedback-age", "feedback-looked-after"]
evidence   = ["body", "topic", "answered_on", "answer_by"]
source     = "Local standard"
status     = "live"
since      = "0.1"
---*/
SELECT f.child_id, f.child_feedback_id AS record_id, f.given_on AS happened_on,
       CASE WHEN f.answered_on <= add_working_days(f.given_on, 20) THEN true
            WHEN f.answered_on IS NULL AND add_working_days(f.given_on, 20) >= data_until() THEN NULL
            ELSE false END AS met,
       f.body, f.topic, f.age_group, CASE WHEN f.looked_after THEN 'yes' WHEN NOT f.looked_after THEN 'no' END AS looked_after,
       f.answered_on, add_working_days(f.given_on, 20) AS answer_by
FROM child_feedback f
WHERE f.given_on IS NOT NULL AND f.request
