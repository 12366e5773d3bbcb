/*---
id         = "section-47-leading-to-icpc"
title      = "Section 47 enquiries leading to an initial conference"
area       = "child-protection"
question   = "How often does a child protection enquiry find enough harm to call a conference?"
counts     = "section 47 enquiries started in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "neutral"
limit      = "15 working days: until then an open enquiry is pending"
dimensions = ["team", "district", "age-band"]
evidence   = ["started_on", "completed_on", "conference_on"]
source     = "Ofsted inspection data, list 5"
status     = "live"
since      = "0.1"
---*/
WITH conference AS (
  SELECT section_47_enquiry_id, min(held_on) AS held_on
  FROM initial_conference
  WHERE section_47_enquiry_id IS NOT NULL AND held_on IS NOT NULL
  GROUP BY section_47_enquiry_id
)
SELECT s.child_id, s.section_47_enquiry_id AS record_id, s.started_on AS happened_on,
       CASE WHEN c.held_on IS NOT NULL THEN true
            WHEN s.completed_on IS NULL AND add_working_days(s.started_on, 15) >= data_until() THEN NULL
            ELSE false END AS met,
       s.team_id, s.started_on, s.completed_on, c.held_on AS conference_on
FROM section_47_enquiry s
LEFT JOIN conference c ON c.section_47_enquiry_id = s.section_47_enquiry_id
WHERE s.started_on IS NOT NULL
