/*---
id    = "cp_visit_stretch"
title = "Child protection plans, from visit to visit"
about = "Each child protection plan that counts, cut at every visit under the plan at which the child was seen, or nobody recorded whether the child was: from the start of the plan to the first visit (last_seen_on is empty and seen_alone `no visit`), from each visit to the next, and from the last to the end of the plan. seen_alone is yes if the child was seen alone at any visit of the day. The stretches of one plan never overlap."
by    = "child_id"
links = ["cp_plan_id"]
---*/
WITH seen AS (
  SELECT cp_plan_id, visited_on, CASE WHEN seen_alone THEN 2 WHEN NOT seen_alone THEN 1 ELSE 0 END AS alone
  FROM cp_visit
  WHERE visited_on IS NOT NULL AND coalesce(child_seen, true)
),
-- A plan without visits keeps one row, with no visit.
visited AS (
  SELECT p.cp_plan_id, p.child_id, p.started_on, p.ended_on, v.visited_on, v.alone
  FROM cp_plan_counted p
  LEFT JOIN seen v
    ON v.cp_plan_id = p.cp_plan_id AND v.visited_on >= p.started_on AND v.visited_on < coalesce(p.ended_on, DATE '9999-12-31')
),
-- One order over all plans is much faster than one for each: the row before or after is looked at only where it is of the same plan.
ordered AS (
  SELECT cp_plan_id, child_id, started_on, ended_on, visited_on, alone,
         lag(cp_plan_id) OVER (ORDER BY cp_plan_id, visited_on, alone) AS plan_before,
         lead(cp_plan_id) OVER (ORDER BY cp_plan_id, visited_on, alone) AS plan_after,
         lead(visited_on) OVER (ORDER BY cp_plan_id, visited_on, alone) AS visited_after_on
  FROM visited
),
-- A plan's first row is also the stretch before the first visit. Of several visits on a day the last row stands, the one seen alone if there is one: the
-- stretches of the others are empty.
stretch AS (
  SELECT o.cp_plan_id, o.child_id, o.started_on AS plan_started_on, o.ended_on AS plan_ended_on,
         CASE WHEN k.after_visit THEN o.visited_on ELSE o.started_on END AS from_on,
         CASE WHEN k.after_visit THEN o.visited_on END AS last_seen_on,
         CASE WHEN NOT k.after_visit THEN 'no visit' WHEN o.alone = 2 THEN 'yes' WHEN o.alone = 1 THEN 'no' END AS seen_alone,
         least(CASE WHEN NOT k.after_visit THEN o.visited_on WHEN o.plan_after = o.cp_plan_id THEN o.visited_after_on END, o.ended_on) AS until_on
  FROM ordered o
  CROSS JOIN (VALUES (true), (false)) AS k(after_visit)
  WHERE CASE WHEN k.after_visit THEN o.visited_on IS NOT NULL ELSE coalesce(o.plan_before <> o.cp_plan_id, true) END
)
SELECT cp_plan_id, child_id, plan_started_on, plan_ended_on, from_on, until_on, last_seen_on, seen_alone
FROM stretch
WHERE coalesce(until_on, DATE '9999-12-31') > from_on
