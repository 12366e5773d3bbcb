/*---
id         = "audit-sample-proportion"
title      = "Front door cases audited, as a share of contacts"
area       = "quality-assurance"
question   = "Is the number of cases we audit adequate and in proportion?"
counts     = "contacts received in the period, and front door cases audited in it"
shape      = "event"
measure    = "ratio"
unit       = "%"
good       = "high"
sensitivity = "process"
dimensions = ["referral-source", "source-group", "sampled-contact-outcome"]
evidence   = ["part", "subject_id"]
source     = "Local sampling rule"
status     = "live"
since      = "0.1"
---*/
WITH kind AS (
  SELECT code, max(group_name) AS stage FROM code_audit_subject GROUP BY code
)
SELECT child_id, 'contact ' || contact_id AS record_id, received_on AS happened_on, CAST(0 AS DOUBLE) AS numerator, CAST(1 AS DOUBLE) AS denominator,
       source, contact_id, 'contact' AS part, contact_id AS subject_id
FROM contact
WHERE received_on IS NOT NULL
UNION ALL
SELECT a.child_id, 'audit ' || a.case_audit_id AS record_id, a.completed_on AS happened_on, CAST(1 AS DOUBLE) AS numerator, CAST(0 AS DOUBLE) AS denominator,
       c.source, c.contact_id, 'audit' AS part, a.subject_id
FROM case_audit a
JOIN kind k ON k.code = a.subject
LEFT JOIN contact c ON c.contact_id = a.subject_id AND a.subject = 'contact'
WHERE a.completed_on IS NOT NULL AND k.stage = 'Front door'
