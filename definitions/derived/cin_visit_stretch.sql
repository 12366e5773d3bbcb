/*---
id    = "cin_visit_stretch"
title = "Child in need plans, from visit to visit"
about = "Each dated child in need plan, cut at every visit at which the child was seen, or nobody recorded whether the child was: from the start of the plan to the first visit (last_seen_on is empty), from each visit to the next, and from the last to the end of the plan. Any child in need visit to the child during the plan counts. The stretches of one plan never overlap."
by    = "child_id"
---*/
WITH seen AS (
  SELECT child_id, visited_on FROM cin_visit WHERE visited_on IS NOT NULL AND coalesce(child_seen, true)
),
-- A plan without visits keeps one row, with no visit.
visited AS (
  SELECT p.cin_plan_id, p.child_id, p.started_on, p.ended_on, p.team_id, p.worker_id, v.visited_on
  FROM cin_plan p
  LEFT JOIN seen v
    ON v.child_id = p.child_id AND v.visited_on >= p.started_on AND v.visited_on < coalesce(p.ended_on, DATE '9999-12-31')
  WHERE p.started_on IS NOT NULL
),
-- One order over all plans is much faster than one for each: the row before or after is looked at only where it is of the same plan.
ordered AS (
  SELECT cin_plan_id, child_id, started_on, ended_on, team_id, worker_id, visited_on,
         lag(cin_plan_id) OVER (ORDER BY cin_plan_id, visited_on) AS plan_before,
         lead(cin_plan_id) OVER (ORDER BY cin_plan_id, visited_on) AS plan_after,
         lead(visited_on) OVER (ORDER BY cin_plan_id, visited_on) AS visited_after_on
  FROM visited
),
-- A plan's first row is also the stretch before the first visit. Of several visits on a day the last row stands: the stretches of the others are empty.
stretch AS (
  SELECT o.cin_plan_id, o.child_id, o.team_id, o.worker_id, o.started_on AS plan_started_on, o.ended_on AS plan_ended_on,
         CASE WHEN k.after_visit THEN o.visited_on ELSE o.started_on END AS from_on,
         CASE WHEN k.after_visit THEN o.visited_on END AS last_seen_on,
         least(CASE WHEN NOT k.after_visit THEN o.visited_on WHEN o.plan_after = o.cin_plan_id THEN o.visited_after_on END, o.ended_on) AS until_on
  FROM ordered o
  CROSS JOIN (VALUES (true), (false)) AS k(after_visit)
  WHERE CASE WHEN k.after_visit THEN o.visited_on IS NOT NULL ELSE coalesce(o.plan_before <> o.cin_plan_id, true) END
)
SELECT cin_plan_id, child_id, team_id, worker_id, plan_started_on, plan_ended_on, from_on, until_on, last_seen_on
FROM stretch
WHERE coalesce(until_on, DATE '9999-12-31') > from_on
