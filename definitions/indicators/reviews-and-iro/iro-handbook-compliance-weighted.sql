/*---
id         = "iro-handbook-compliance-weighted"
title      = "IRO Handbook compliance, partly met as half"
area       = "reviews-and-iro"
question   = "How far has the reviewing service come towards all that the handbook asks?"
counts     = "duties of the handbook assessed and standing at the end of the last day; partly met as half"
shape      = "spell"
measure    = "ratio"
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
SELECT child_id, standing_id AS record_id, started_on, ended_on, CASE result WHEN 'Met' THEN CAST(1 AS DOUBLE) WHEN 'Partly met' THEN CAST(0.5 AS DOUBLE) ELSE CAST(0 AS DOUBLE) END AS numerator,
       CAST(1 AS DOUBLE) AS denominator,
       duty, result AS duty_result, evidence AS duty_evidence, iro_id
FROM handbook_standing
