/*---
id         = "complaints-answered-in-time"
title      = "Stage 1 complaints answered in time"
area       = "voice"
question   = "Do we answer those who complain?"
counts     = "stage 1 complaints received in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "high"
sensitivity = "process"
limit      = "10 working days, 20 if complex"
dimensions = ["team", "complaint-from-child"]
evidence   = ["received_on", "answer_by", "responded_on", "complex"]
source     = "Children Act 1989 Representations Procedure (England) Regulations 2006"
status     = "live"
since      = "0.1"
---*/
WITH due AS (
  SELECT complaint_id, received_on, responded_on, team_id, from_child, complex,
         CASE WHEN complex THEN add_working_days(received_on, 20) ELSE add_working_days(received_on, 10) END AS answer_by
  FROM complaint
  WHERE kind = 'stage-1' AND received_on IS NOT NULL
)
SELECT CAST(NULL AS VARCHAR) AS child_id, complaint_id AS record_id, received_on AS happened_on,
       CASE WHEN responded_on <= answer_by THEN true WHEN responded_on IS NULL AND answer_by >= data_until() THEN NULL ELSE false END AS met,
       team_id, CASE WHEN from_child THEN 'yes' WHEN NOT from_child THEN 'no' END AS from_child, received_on, answer_by, responded_on,
       CASE WHEN complex THEN 'yes' ELSE 'no' END AS complex
FROM due
