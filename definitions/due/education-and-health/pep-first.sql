/*---
id     = "pep-first"
title  = "First personal education plan"
area   = "education-and-health"
clock  = "pep-first"
soon   = "3 working days"
roles  = ["social-worker", "team-manager"]
source = "Promoting the education of looked-after children, 2018"
---*/
WITH dated AS (
  SELECT child_id, completed_on AS plan_on FROM education_plan WHERE completed_on <= data_until()
  UNION ALL
  SELECT child_id, reviewed_on AS plan_on FROM education_plan WHERE reviewed_on <= data_until()
),
pupil AS (
  SELECT care_period_id, child_id, max(entered_on) AS entered_on, max(born_on) AS born_on, max(until_on) AS until_on
  FROM education_stretch
  WHERE started_on <= data_until() AND until_on > data_until() AND birthday(born_on, 3) <= data_until()
  GROUP BY care_period_id, child_id
),
planned AS (
  SELECT p.care_period_id, p.child_id
  FROM pupil p
  JOIN dated d ON d.child_id = p.child_id AND d.plan_on >= p.entered_on
  GROUP BY p.care_period_id, p.child_id
)
SELECT p.care_period_id AS record_id, p.child_id, p.entered_on AS started_on, least(p.until_on, birthday(p.born_on, 18)) AS until_on
FROM pupil p
LEFT JOIN planned l ON l.care_period_id = p.care_period_id AND l.child_id = p.child_id
WHERE l.child_id IS NULL
