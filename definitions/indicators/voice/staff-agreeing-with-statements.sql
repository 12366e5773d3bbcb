/*---
id         = "staff-agreeing-with-statements"
title      = "Staff agreeing with each statement"
area       = "voice"
question   = "What is it like to work here?"
counts     = "answers to statements in surveys closed in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "high"
sensitivity = "process"
dimensions = ["survey-question", "survey", "team", "post-role"]
evidence   = ["survey", "question", "answer"]
source     = "Local staff survey; Standards for employers of social workers"
status     = "live"
since      = "0.1"
---*/
WITH kind AS (
  SELECT code, max(group_name) AS topic FROM code_survey_question GROUP BY code
)
SELECT CAST(NULL AS VARCHAR) AS child_id, a.staff_survey_answer_id AS record_id, s.closed_on AS happened_on, a.answer >= 4 AS met,
       a.staff_survey_id, s.title AS survey, a.question, a.answer, a.team_id, a.role
FROM staff_survey_answer a
JOIN staff_survey s ON s.staff_survey_id = a.staff_survey_id
JOIN kind k ON k.code = a.question
WHERE s.closed_on IS NOT NULL AND a.answer BETWEEN 1 AND 5
