/*---
id    = "cp_review_late"
title = "Child protection reviews that were late"
about = "Reviews that fell due while the plan was open and were held after the due date, or have not been held though the due date has passed, with the main reason if one is recorded."
optional = ["late_reason"]
by    = "child_id"
---*/
WITH late AS (
  SELECT cp_review_due_id, cp_review_id, cp_plan_id, child_id, due_on, held_on, plan_started_on
  FROM cp_review_due
  WHERE coalesce(held_on > due_on, due_on < data_until())
),
reason AS (
  SELECT record_id, max(reason) AS reason
  FROM late_reason
  WHERE record_table = 'cp_review' AND reason IS NOT NULL
  GROUP BY record_id
),
grouped AS (
  SELECT code, max(group_name) AS reason_group FROM code_late_reason GROUP BY code
)
SELECT l.cp_review_due_id, l.cp_review_id, l.cp_plan_id, l.child_id, l.plan_started_on, l.due_on, l.held_on,
       r.reason AS late_reason, g.reason_group
FROM late l
LEFT JOIN reason r ON r.record_id = l.cp_review_due_id
LEFT JOIN grouped g ON g.code = r.reason
