/*---
id         = "ehcp-assessments-within-20-weeks"
title      = "Plans issued within 20 weeks"
area       = "education-and-health"
question   = "Do families get an education, health and care plan in the time the law allows?"
counts     = "new plans issued in the period, but for those with a permitted exception"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "high"
sensitivity = "process"
limit      = "20 weeks (140 days)"
dimensions = ["age-band", "social-care-status"]
evidence   = ["requested_on", "issued_on", "days"]
source     = "Special Educational Needs and Disability Regulations 2014, regulation 13; SEN2 statistical return"
status     = "live"
since      = "0.1"
---*/
WITH issued AS (
  SELECT ehcp_plan_id, ehcp_assessment_id, started_on AS issued_on,
         row_number() OVER (PARTITION BY ehcp_assessment_id ORDER BY started_on, ehcp_plan_id) AS place
  FROM ehcp_plan
  WHERE started_on IS NOT NULL AND ehcp_assessment_id IS NOT NULL
)
SELECT s.child_id, i.ehcp_plan_id AS record_id, i.issued_on AS happened_on,
       i.issued_on - r.requested_on <= 140 AS met,
       r.requested_on, i.issued_on, i.issued_on - r.requested_on AS days
FROM issued i
JOIN ehcp_assessment a ON a.ehcp_assessment_id = i.ehcp_assessment_id
JOIN ehcp_request r ON r.ehcp_request_id = a.ehcp_request_id
LEFT JOIN send_record s ON s.send_record_id = r.send_record_id
WHERE i.place = 1
  AND r.requested_on <= i.issued_on
  AND coalesce(a.exception_applies, '0') <> '1'
