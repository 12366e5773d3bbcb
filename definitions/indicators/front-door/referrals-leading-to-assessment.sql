/*---
id            = "referrals-leading-to-assessment"
title         = "Referrals that led to a social care assessment"
area          = "front-door"
question      = "How many referrals go on to an assessment?"
counts        = "referrals received in the period that have an assessment, or whose 10 working days have passed"
shape         = "event"
measure       = "percentage"
unit          = "%"
per           = "record"
good          = "neutral"
settles_after = "10 working days"
dimensions    = ["referral-source", "source-group", "district"]
evidence      = ["received_on", "source_wording", "assessment_started_on", "decision_due_on"]
source        = "Working Together to Safeguard Children, 2023"
status        = "live"
since         = "0.1"
---*/
SELECT child_id, referral_id AS record_id, received_on AS happened_on,
       CASE WHEN assessment_started_on IS NOT NULL THEN true
            WHEN add_working_days(received_on, 10) >= data_until() THEN NULL
            ELSE false
       END AS met,
       source, source_wording, received_on, assessment_started_on,
       add_working_days(received_on, 10) AS decision_due_on, team_id, worker_id
FROM referral_history
WHERE counted
