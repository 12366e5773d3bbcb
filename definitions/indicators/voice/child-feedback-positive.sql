/*---
id         = "child-feedback-positive"
title      = "Children's feedback, positive share"
area       = "voice"
question   = "What do children say about the help they get?"
counts     = "children's answers to feedback questions in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "high"
dimensions = ["feedback-question", "feedback-age", "feedback-looked-after", "placement-group", "feedback-moment", "feedback-body"]
evidence   = ["question", "score", "moment"]
source     = "Local feedback forms"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, child_feedback_id AS record_id, given_on AS happened_on, score >= 4 AS met, score, question, age_group, CASE WHEN looked_after THEN 'yes' WHEN NOT looked_after THEN 'no' END AS looked_after, placement_type, moment, body, topic
FROM child_feedback
WHERE given_on IS NOT NULL AND score BETWEEN 1 AND 5 AND coalesce(moment, 'once') <> 'before'
