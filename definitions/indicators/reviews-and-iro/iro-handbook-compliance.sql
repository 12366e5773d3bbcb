/*---
id         = "iro-handbook-compliance"
title      = "IRO Handbook compliance"
area       = "reviews-and-iro"
question   = "Does the reviewing service do all that the handbook asks?"
counts     = "duties of the handbook assessed and standing at the end of the last day"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
limit      = "100%"
dimensions = ["handbook-duty", "reviewing-officer", "duty-evidence", "duty-result"]
evidence   = ["duty", "duty_result", "duty_evidence", "started_on"]
source     = "IRO Handbook, 2010"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, standing_id AS record_id, started_on, ended_on, result = 'Met' AS met,
       duty, result AS duty_result, evidence AS duty_evidence, iro_id
FROM handbook_standing
