/*---
id         = "care-leavers"
title      = "Care leavers supported"
area       = "care-leavers"
question   = "How many young adults who grew up in care do we still have duties to?"
counts     = "young people aged 18 to 24 on the leaving care list, at the end of the last day"
shape      = "spell"
measure    = "count"
unit       = "young people"
per        = "child"
good       = "neutral"
dimensions = ["care-leaver-age", "care-leaver-eligibility", "unaccompanied", "team", "worker"]
evidence   = ["started_on", "ended_on", "eligibility", "in_touch", "latest_contact_on"]
benchmark  = "lait:NoCareLeavers"
source     = "Children Act 1989 sections 23A to 24D; Children looked after in England, national statistics (SSDA903)"
status     = "live"
since      = "0.1"
---*/
WITH ranked AS (
  SELECT l.care_leaver_id, l.child_id, l.eligibility, l.in_touch, l.latest_contact_on, l.team_id, l.worker_id, c.born_on, c.died_on,
         row_number() OVER (PARTITION BY l.child_id
           ORDER BY coalesce(l.latest_contact_on, l.pathway_plan_reviewed_on, DATE '0001-01-01') DESC, l.care_leaver_id DESC) AS place
  FROM care_leaver l
  JOIN child c ON c.child_id = l.child_id
  WHERE c.born_on IS NOT NULL
),
-- Once an unaccompanied child, a care leaver stays in that group.
alone AS (
  SELECT DISTINCT child_id FROM unaccompanied_spell
)
SELECT r.child_id, r.care_leaver_id AS record_id,
       birthday(r.born_on, 18) AS started_on,
       CASE WHEN r.died_on < birthday(r.born_on, 25) THEN r.died_on ELSE birthday(r.born_on, 25) END AS ended_on,
       CASE WHEN a.child_id IS NOT NULL THEN 'yes' ELSE 'no' END AS unaccompanied,
       r.eligibility, r.in_touch, r.latest_contact_on, r.team_id, r.worker_id
FROM ranked r
LEFT JOIN alone a ON a.child_id = r.child_id
WHERE r.place = 1
  AND coalesce(r.eligibility, '') <> 'No Current Eligibility'
  AND (coalesce(r.in_touch, '') <> 'DIED' OR r.died_on IS NOT NULL)
