/*---
id    = "cp_plan_counted"
title = "Child protection plans that count"
about = "Plans with a start date, less those held for another authority, with the child's earlier plans. An earlier plan is one that started before this one. conference_on starts the clock of the first review: the initial conference, or the start of the plan where no conference date is known or the conference was more than 3 months before."
optional = ["initial_conference"]
by    = "child_id"
links = ["cp_plan_id", "initial_conference_id"]
---*/
WITH ours AS (
  SELECT cp_plan_id, child_id, referral_id, initial_conference_id, started_on, ended_on, initial_category, latest_category
  FROM cp_plan
  WHERE started_on IS NOT NULL AND NOT coalesce(held_for_other_authority, false)
),
pair AS (
  SELECT n.cp_plan_id, e.cp_plan_id AS previous_plan_id,
         CASE WHEN e.ended_on <= n.started_on THEN e.ended_on END AS earlier_ended_on,
         row_number() OVER (PARTITION BY n.cp_plan_id
                            ORDER BY e.started_on DESC, coalesce(e.ended_on, DATE '9999-12-31') DESC, e.cp_plan_id DESC) AS steps_back
  FROM ours n
  JOIN ours e ON e.child_id = n.child_id AND e.started_on < n.started_on
),
earlier AS (
  SELECT cp_plan_id,
         count(*) AS earlier_plans,
         max(earlier_ended_on) AS last_earlier_ended_on,
         max(CASE WHEN steps_back = 1 THEN previous_plan_id END) AS previous_plan_id,
         max(CASE WHEN steps_back = 1 THEN earlier_ended_on END) AS previous_ended_on
  FROM pair
  GROUP BY cp_plan_id
),
conference AS (
  SELECT cp_plan_id, min(held_on) AS held_on
  FROM initial_conference
  WHERE cp_plan_id IS NOT NULL
  GROUP BY cp_plan_id
)
SELECT o.cp_plan_id, o.child_id, o.referral_id, o.started_on, o.ended_on, o.initial_category, o.latest_category,
       CASE WHEN add_months(coalesce(i.held_on, c.held_on), 3) >= o.started_on
            THEN coalesce(i.held_on, c.held_on) ELSE o.started_on END AS conference_on,
       coalesce(e.earlier_plans, 0) AS earlier_plans,
       e.last_earlier_ended_on, e.previous_plan_id, e.previous_ended_on
FROM ours o
LEFT JOIN earlier e ON e.cp_plan_id = o.cp_plan_id
LEFT JOIN initial_conference i ON i.initial_conference_id = o.initial_conference_id
LEFT JOIN conference c ON c.cp_plan_id = o.cp_plan_id
