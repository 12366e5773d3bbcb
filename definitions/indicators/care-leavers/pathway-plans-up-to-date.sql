/*---
id         = "pathway-plans-up-to-date"
title      = "Pathway plans reviewed in last 6 months"
area       = "care-leavers"
question   = "Does every young person leaving care have a plan that is kept up to date?"
counts     = "eligible, relevant and former relevant young people aged 16 to 24 at the end of the last day"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "high"
sensitivity = "process"
limit      = "6 months; the first plan within 3 months of the 16th birthday"
dimensions = ["personal-adviser", "team", "worker", "care-leaver-eligibility"]
evidence   = ["pathway_plan_reviewed_on", "review_due_on", "first_due_on", "eligibility"]
source     = "Care Leavers (England) Regulations 2010; Care Planning, Placement and Case Review (England) Regulations 2010"
status     = "live"
since      = "0.1"
---*/
WITH ranked AS (
  SELECT l.care_leaver_id, l.child_id, l.eligibility, l.pathway_plan_reviewed_on, l.personal_adviser, l.team_id, l.worker_id, l.in_touch,
         c.born_on, c.died_on,
         row_number() OVER (PARTITION BY l.child_id
           ORDER BY coalesce(l.latest_contact_on, l.pathway_plan_reviewed_on, DATE '0001-01-01') DESC, l.care_leaver_id DESC) AS place
  FROM care_leaver l
  JOIN child c ON c.child_id = l.child_id
  WHERE c.born_on IS NOT NULL
),
-- Only the latest review is known, so nothing can be said of days long before the data end.
person AS (
  SELECT care_leaver_id, child_id, eligibility, personal_adviser, team_id, worker_id,
         CASE WHEN birthday(born_on, 16) < add_months(data_until(), -1) THEN add_months(data_until(), -1) ELSE birthday(born_on, 16) END AS from_on,
         CASE WHEN died_on < birthday(born_on, 25) THEN died_on ELSE birthday(born_on, 25) END AS until_on,
         add_months(birthday(born_on, 16), 3) AS first_due_on,
         pathway_plan_reviewed_on,
         add_months(pathway_plan_reviewed_on, 6) AS review_due_on
  FROM ranked
  WHERE place = 1
    AND eligibility IN ('Eligible', 'Relevant', 'Former Relevant')
    AND (coalesce(in_touch, '') <> 'DIED' OR died_on IS NOT NULL)
),
-- 1 before the latest review or while the first plan is not yet due, 2 in date, 3 out of date
stage AS (
  SELECT care_leaver_id, 1 AS stage, from_on AS started_on,
         coalesce(pathway_plan_reviewed_on, first_due_on + 1) AS ended_on
  FROM person
  UNION ALL
  SELECT care_leaver_id, 2 AS stage, pathway_plan_reviewed_on AS started_on, review_due_on + 1 AS ended_on
  FROM person
  WHERE pathway_plan_reviewed_on IS NOT NULL
  UNION ALL
  SELECT care_leaver_id, 3 AS stage, coalesce(review_due_on, first_due_on) + 1 AS started_on, until_on AS ended_on
  FROM person
),
piece AS (
  SELECT p.child_id, p.care_leaver_id, s.stage, greatest(s.started_on, p.from_on) AS started_on, least(s.ended_on, p.until_on) AS ended_on,
         p.eligibility, p.personal_adviser, p.team_id, p.worker_id, p.pathway_plan_reviewed_on, p.review_due_on, p.first_due_on
  FROM person p
  JOIN stage s ON s.care_leaver_id = p.care_leaver_id
)
SELECT child_id, care_leaver_id AS record_id, started_on, ended_on,
       CASE stage WHEN 2 THEN true WHEN 3 THEN false END AS met,
       eligibility, personal_adviser, team_id, worker_id, pathway_plan_reviewed_on, review_due_on, first_due_on
FROM piece
WHERE started_on < ended_on
