/*---
id     = "iro-named"
title  = "Reviewing officer to be named"
area   = "reviews-and-iro"
clock  = "cla-entry-iro"
soon   = "2 working days"
roles  = ["reviewing-manager"]
source = "IRO Handbook 2010"
---*/
WITH named AS (
  SELECT c.care_period_id, c.child_id
  FROM care_period c
  JOIN iro_involvement i
    ON i.child_id = c.child_id AND coalesce(i.ended_on, DATE '9999-12-31') > c.started_on
   AND i.started_on < coalesce(c.counted_until_on, DATE '9999-12-31')
  WHERE c.counted
  GROUP BY c.care_period_id, c.child_id
)
SELECT c.care_period_id AS record_id, c.child_id, c.started_on, c.counted_until_on AS until_on
FROM care_period c
LEFT JOIN named n ON n.care_period_id = c.care_period_id AND n.child_id = c.child_id
WHERE c.counted AND n.child_id IS NULL
