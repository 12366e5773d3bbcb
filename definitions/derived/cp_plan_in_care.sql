/*---
id    = "cp_plan_in_care"
title = "Time on a child protection plan while looked after"
about = "One row for each stretch in which a child has a protection plan open and is looked after as well. Short breaks are not care."
by    = "child_id"
---*/
SELECT p.cp_plan_id || '/' || c.care_period_id AS overlap_id,
       p.child_id, p.cp_plan_id, c.care_period_id,
       greatest(p.started_on, c.started_on) AS started_on,
       least(p.ended_on, c.counted_until_on) AS ended_on,
       p.started_on AS plan_started_on, p.ended_on AS plan_ended_on,
       c.started_on AS care_started_on, c.counted_until_on AS care_ended_on
FROM cp_plan_counted p
JOIN care_period c
  ON c.child_id = p.child_id
 AND c.started_on < coalesce(p.ended_on, DATE '9999-12-31')
 AND coalesce(c.counted_until_on, DATE '9999-12-31') > p.started_on
WHERE NOT c.short_break
