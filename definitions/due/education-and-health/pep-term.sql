/*---
id     = "pep-term"
title  = "Personal education plan for the term"
area   = "education-and-health"
clock  = "pep-term"
soon   = "3 weeks"
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
last_plan AS (
  SELECT p.care_period_id, p.child_id, max(d.plan_on) AS plan_on
  FROM pupil p
  JOIN dated d ON d.child_id = p.child_id AND d.plan_on >= p.entered_on
  GROUP BY p.care_period_id, p.child_id
),
term AS (
  SELECT started_on, lead(started_on) OVER (ORDER BY started_on) AS next_on, lead(started_on, 2) OVER (ORDER BY started_on) AS after_next_on
  FROM school_term
),
-- A plan belongs to the term in which it was made, with the holiday after it, and stands through the next.
standing AS (
  SELECT l.care_period_id, l.child_id, l.plan_on, t.after_next_on
  FROM last_plan l
  JOIN term t ON l.plan_on >= t.started_on AND l.plan_on < coalesce(t.next_on, DATE '9999-12-31')
)
SELECT s.care_period_id AS record_id, s.child_id, s.plan_on AS started_on, s.after_next_on - 1 AS due_on, least(p.until_on, birthday(p.born_on, 18)) AS until_on
FROM standing s
JOIN pupil p ON p.care_period_id = s.care_period_id AND p.child_id = s.child_id
WHERE s.after_next_on IS NOT NULL
