/*---
id         = "ehe-concerns-acted-on"
title      = "Home education concerns acted on"
area       = "home-education"
question   = "When somebody worries about a home educated child, does something happen soon?"
counts     = "concerns raised in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
limit      = "the local rule; 10 working days where no day is set"
dimensions = ["home-education-concern", "home-education-action", "district", "age-band"]
evidence   = ["act_by_on", "acted_on", "action"]
source     = "Elective home education: departmental guidance for local authorities, 2019"
status     = "live"
since      = "0.1"
---*/
WITH dated AS (
  SELECT home_education_concern_id, child_id, raised_on, kind, action, acted_on,
         coalesce(act_by_on, add_working_days(raised_on, 10)) AS act_by_on
  FROM home_education_concern
  WHERE raised_on IS NOT NULL
)
SELECT child_id, home_education_concern_id AS record_id, raised_on AS happened_on,
       CASE WHEN acted_on <= act_by_on THEN true
            WHEN acted_on IS NULL AND act_by_on >= data_until() THEN CAST(NULL AS BOOLEAN)
            ELSE false END AS met,
       kind AS concern, action, act_by_on, acted_on
FROM dated
