/*---
id    = "handbook_standing"
title = "Duties of the IRO handbook, day by day"
about = "How each duty of the handbook stands, from a day to a day. Five duties are worked out from records: officer named within 5 working days, last review due held in time, last record sent in time, contact between reviews, caseload of 70 or less. Other duties stand as last judged, for at most 12 months. Duties whose records are not loaded are left out."
optional = ["handbook_duty", "review_record", "iro_contact"]
---*/
WITH duty_group AS (
  SELECT code, max(group_name) AS duty_group FROM code_handbook_duty GROUP BY code
),
result_group AS (
  SELECT code, max(group_name) AS result FROM code_duty_result GROUP BY code
),
judged AS (
  SELECT h.handbook_duty_id, h.duty, h.child_id, h.worker_id, h.assessed_on, h.evidence, r.result,
         least(add_months(h.assessed_on, 12),
               coalesce(lead(h.assessed_on) OVER (PARTITION BY h.duty, h.child_id, h.worker_id ORDER BY h.assessed_on, h.handbook_duty_id), DATE '9999-12-31')) AS until_on
  FROM handbook_duty h
  JOIN result_group r ON r.code = h.result
  LEFT JOIN duty_group g ON g.code = h.duty
  WHERE coalesce(g.duty_group, '') <> 'Computed'
),
care AS (
  SELECT care_period_id, child_id, started_on, coalesce(counted_until_on, DATE '9999-12-31') AS until_on
  FROM care_period
  WHERE counted
),
allocation AS (
  SELECT c.care_period_id, c.child_id, min(greatest(c.started_on, i.started_on)) AS allocated_on
  FROM care c
  JOIN iro_involvement i
    ON i.child_id = c.child_id AND coalesce(i.ended_on, DATE '9999-12-31') > c.started_on AND i.started_on < c.until_on
  GROUP BY c.care_period_id, c.child_id
),
named AS (
  SELECT 'named-officer/' || c.care_period_id AS standing_id, 'named-officer' AS duty, c.child_id,
         add_working_days(c.started_on, 5) + 1 AS started_on, c.until_on,
         coalesce(a.allocated_on <= add_working_days(c.started_on, 5), false) AS met
  FROM care c
  LEFT JOIN allocation a ON a.care_period_id = c.care_period_id AND a.child_id = c.child_id
),
due AS (
  SELECT due_id, child_id, due_on, held_on, coalesce(counted_until_on, DATE '9999-12-31') AS care_until_on,
         lead(due_on) OVER (PARTITION BY care_period_id, child_id ORDER BY due_on, due_id) AS next_due_on
  FROM care_review_due
  WHERE due_on >= entered_on AND coalesce(counted_until_on, DATE '9999-12-31') > due_on AND due_on < data_until()
),
reviewed AS (
  SELECT 'reviews-in-time/' || due_id AS standing_id, 'reviews-in-time' AS duty, child_id, due_on + 1 AS started_on,
         least(coalesce(next_due_on + 1, DATE '9999-12-31'), care_until_on) AS until_on,
         coalesce(held_on <= due_on, false) AS met
  FROM due
),
kept AS (
  SELECT count(*) AS records FROM review_record
),
recorded_review AS (
  SELECT r.care_review_id, r.child_id, r.held_on, c.until_on AS care_until_on, w.decisions_issued_on, w.record_completed_on, w.distributed_on,
         lead(r.held_on) OVER (PARTITION BY r.care_period_id, r.child_id ORDER BY r.held_on, r.care_review_id) AS next_held_on
  FROM care_review_held r
  JOIN care c ON c.care_period_id = r.care_period_id AND c.child_id = r.child_id
  LEFT JOIN review_record w ON w.care_review_id = r.care_review_id
),
sent AS (
  SELECT 'decisions-and-record/' || r.care_review_id AS standing_id, 'decisions-and-record' AS duty, r.child_id,
         add_working_days(r.held_on, 20) + 1 AS started_on,
         least(coalesce(add_working_days(r.next_held_on, 20) + 1, DATE '9999-12-31'), r.care_until_on) AS until_on,
         coalesce(r.decisions_issued_on <= add_working_days(r.held_on, 5) AND r.record_completed_on <= add_working_days(r.held_on, 15)
                  AND r.distributed_on <= add_working_days(r.held_on, 20), false) AS met
  FROM recorded_review r
  CROSS JOIN kept k
  WHERE k.records > 0
),
contacts_kept AS (
  SELECT count(*) AS records FROM iro_contact
),
in_touch AS (
  SELECT 'between-reviews/' || s.standing_id AS standing_id, 'between-reviews' AS duty, s.child_id, s.started_on, s.until_on, s.met
  FROM iro_contact_standing s
  CROSS JOIN contacts_kept k
  WHERE k.records > 0
),
of_child AS (
  SELECT standing_id, duty, child_id, started_on, until_on, met FROM named
  UNION ALL
  SELECT standing_id, duty, child_id, started_on, until_on, met FROM reviewed
  UNION ALL
  SELECT standing_id, duty, child_id, started_on, until_on, met FROM sent
  UNION ALL
  SELECT standing_id, duty, child_id, started_on, until_on, met FROM in_touch
)
SELECT d.standing_id, d.duty, d.child_id, i.worker_id AS iro_id, d.started_on, nullif(d.until_on, DATE '9999-12-31') AS ended_on,
       CASE WHEN d.met THEN 'Met' ELSE 'Not met' END AS result, 'computed' AS evidence
FROM of_child d
LEFT JOIN iro_involvement i
  ON i.child_id = d.child_id AND i.started_on <= d.started_on AND coalesce(i.ended_on, DATE '9999-12-31') > d.started_on
WHERE d.started_on < d.until_on
UNION ALL
SELECT 'caseload/' || load_id AS standing_id, 'caseload' AS duty, CAST(NULL AS VARCHAR) AS child_id, worker_id AS iro_id, started_on, ended_on,
       CASE WHEN children_per_post <= 70 THEN 'Met' ELSE 'Not met' END AS result, 'computed' AS evidence
FROM iro_load
UNION ALL
SELECT 'judged/' || handbook_duty_id AS standing_id, duty, child_id, worker_id AS iro_id, assessed_on AS started_on, until_on AS ended_on,
       result, coalesce(evidence, 'attested') AS evidence
FROM judged
WHERE assessed_on < until_on
