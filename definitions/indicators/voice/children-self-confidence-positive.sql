/*---
id         = "children-self-confidence-positive"
title      = "Children who feel confident and good about themselves, before and after"
area       = "voice"
question   = "Do children come out of our projects with more confidence?"
counts     = "children's answers about self-confidence and self-esteem in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "high"
dimensions = ["feedback-moment", "feedback-question", "feedback-age", "feedback-looked-after"]
evidence   = ["question", "score", "moment"]
source     = "Local feedback forms"
status     = "live"
since      = "0.1"
---*/
WITH kind AS (
  SELECT code, max(group_name) AS about_what FROM code_child_feedback_question GROUP BY code
)
SELECT f.child_id, f.child_feedback_id AS record_id, f.given_on AS happened_on, f.score >= 4 AS met, f.score,
       f.question, f.age_group, CASE WHEN f.looked_after THEN 'yes' WHEN NOT f.looked_after THEN 'no' END AS looked_after, f.moment
FROM child_feedback f
JOIN kind k ON k.code = f.question
WHERE f.given_on IS NOT NULL AND f.score BETWEEN 1 AND 5 AND k.about_what = 'Confidence'
