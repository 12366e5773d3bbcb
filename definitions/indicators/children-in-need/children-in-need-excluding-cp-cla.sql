/*---
id         = "children-in-need-excluding-cp-cla"
title      = "Children in need excluding protection plans, looked after and care leavers"
area       = "children-in-need"
question   = "How many children are helped as children in need and in no other way?"
counts     = "children with an episode of need open at the end of the period's last day who are not on a protection plan, not looked after and not a care leaver"
shape      = "spell"
measure    = "count"
unit       = "children"
per        = "child"
good       = "neutral"
dimensions = ["district", "age-band", "sex", "ethnicity", "ethnicity-group", "disability", "team", "worker"]
evidence   = ["need_started_on", "closed_on", "primary_need"]
source     = "Children Act 1989, section 17; safeguarding pressures survey of the Association of Directors of Children's Services"
status     = "live"
since      = "0.1"
---*/
-- Time in which a child is counted elsewhere is cut out of each episode of need.
WITH elsewhere AS (
  SELECT child_id, started_on, coalesce(ended_on, DATE '9999-12-31') AS until_on
  FROM cp_plan_counted
  WHERE coalesce(ended_on, DATE '9999-12-31') > started_on
  UNION ALL
  SELECT child_id, started_on, coalesce(counted_until_on, DATE '9999-12-31')
  FROM care_period
  WHERE NOT short_break AND coalesce(counted_until_on, DATE '9999-12-31') > started_on
  UNION ALL
  SELECT l.child_id, coalesce(add_months(c.born_on, 192), DATE '1900-01-01'), DATE '9999-12-31'
  FROM care_leaver l
  LEFT JOIN child c ON c.child_id = l.child_id
  WHERE coalesce(l.eligibility, '') <> 'No Current Eligibility'
),
possible_start AS (
  SELECT referral_id, child_id, started_on AS from_on FROM need_episode
  UNION
  SELECT n.referral_id, n.child_id, e.until_on
  FROM need_episode n
  JOIN elsewhere e
    ON e.child_id = n.child_id
   AND e.until_on > n.started_on
   AND e.until_on < coalesce(n.ended_on, DATE '9999-12-31')
),
checked AS (
  SELECT s.referral_id, s.from_on,
         max(CASE WHEN e.started_on <= s.from_on AND e.until_on > s.from_on THEN 1 ELSE 0 END) AS is_elsewhere,
         min(CASE WHEN e.started_on > s.from_on THEN e.started_on END) AS next_elsewhere_on
  FROM possible_start s
  LEFT JOIN elsewhere e ON e.child_id = s.child_id
  GROUP BY s.referral_id, s.from_on
)
SELECT n.child_id, n.referral_id AS record_id, k.from_on AS started_on,
       least(n.ended_on, k.next_elsewhere_on) AS ended_on,
       n.started_on AS need_started_on, n.closed_on, n.primary_need
FROM checked k
JOIN need_episode n ON n.referral_id = k.referral_id
WHERE k.is_elsewhere = 0
