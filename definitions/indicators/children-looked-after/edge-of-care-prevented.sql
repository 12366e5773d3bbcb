/*---
id         = "edge-of-care-prevented"
title      = "Children supported at the edge of care who did not enter care"
area       = "children-looked-after"
question   = "Does help at the edge of care keep children safely at home?"
counts     = "children for whom 6 months had passed in the period since their edge-of-care support ended"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "high"
limit      = "6 months after the support ended"
dimensions = ["district", "age-band", "team"]
evidence   = ["support_started_on", "support_ended_on", "followed_until_on", "in_care_on"]
source     = "Local measure"
status     = "live"
since      = "0.1"
---*/
WITH limits AS (
  SELECT 'edge-of-care' AS service, 6 AS months
),
support AS (
  SELECT s.service_involvement_id, s.child_id, s.team_id, s.started_on, s.ended_on, add_months(s.ended_on, l.months) AS followed_until_on
  FROM service_involvement s
  JOIN limits l ON l.service = s.service
  WHERE s.ended_on IS NOT NULL
),
care AS (
  SELECT s.service_involvement_id, min(greatest(c.started_on, s.ended_on)) AS in_care_on
  FROM support s
  JOIN care_period c
    ON c.child_id = s.child_id AND c.started_on <= s.followed_until_on AND coalesce(c.counted_until_on, DATE '9999-12-31') > s.ended_on
  WHERE c.counted
  GROUP BY s.service_involvement_id
)
SELECT s.child_id, s.service_involvement_id AS record_id, s.followed_until_on AS happened_on,
       CASE WHEN c.in_care_on IS NOT NULL THEN false
            WHEN s.followed_until_on >= data_until() THEN NULL
            ELSE true END AS met,
       s.team_id, s.started_on AS support_started_on, s.ended_on AS support_ended_on, s.followed_until_on, c.in_care_on
FROM support s
LEFT JOIN care c ON c.service_involvement_id = s.service_involvement_id
