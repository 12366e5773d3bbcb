/*---
id    = "staff_month"
title = "Working days of social workers, month by month"
about = "For each social work post held by an employed worker and each month: the working days available (Monday to Friday but for bank holidays, times the share of a full-time post), and how many of them the worker was sick or on planned leave. Up to the last day the data know about; agency workers are left out. on_day is the last day of the row's part of the month."
---*/
WITH digit AS (
  SELECT n FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS d(n)
),
month AS (
  SELECT add_months(DATE '2000-01-01', a.n * 100 + b.n * 10 + c.n) AS month_on, add_months(DATE '2000-01-01', a.n * 100 + b.n * 10 + c.n + 1) AS next_on
  FROM digit a
  CROSS JOIN digit b
  CROSS JOIN digit c
),
known AS (
  SELECT month_on, next_on FROM month WHERE month_on <= data_until()
),
held AS (
  SELECT post_held_id, worker_id, team_id, role, grade, fte, started_on, least(until_on, data_until() + 1) AS until_on
  FROM post_held
  WHERE social_work AND NOT agency
),
piece AS (
  SELECT h.post_held_id || '/' || CAST(m.month_on AS VARCHAR) AS staff_month_id, h.worker_id, h.team_id, h.role, h.grade, h.fte,
         greatest(h.started_on, m.month_on) AS from_on, least(h.until_on, m.next_on) AS until_on
  FROM held h
  CROSS JOIN known m
  WHERE m.month_on < h.until_on AND m.next_on > h.started_on
),
away AS (
  SELECT a.worker_id, a.started_on, coalesce(a.returned_on, DATE '9999-12-31') AS until_on, max(k.group_name) AS absence_group
  FROM absence a
  JOIN code_absence_kind k ON k.code = a.kind
  GROUP BY a.worker_id, a.absence_id, a.started_on, a.returned_on
),
lost AS (
  SELECT p.staff_month_id,
         sum(CASE WHEN a.absence_group = 'Sickness' THEN working_days(greatest(p.from_on, a.started_on) - 1, least(p.until_on, a.until_on) - 1) ELSE 0 END) AS sick,
         sum(CASE WHEN a.absence_group = 'Planned leave' THEN working_days(greatest(p.from_on, a.started_on) - 1, least(p.until_on, a.until_on) - 1) ELSE 0 END) AS leave
  FROM piece p
  JOIN away a ON a.worker_id = p.worker_id AND a.started_on < p.until_on AND a.until_on > p.from_on
  GROUP BY p.staff_month_id
)
SELECT p.staff_month_id, p.worker_id, p.team_id, p.role, p.grade, p.from_on, p.until_on - 1 AS on_day,
       p.fte * working_days(p.from_on - 1, p.until_on - 1) AS available_days,
       p.fte * least(coalesce(l.sick, 0), working_days(p.from_on - 1, p.until_on - 1)) AS sick_days,
       p.fte * least(coalesce(l.leave, 0), working_days(p.from_on - 1, p.until_on - 1)) AS leave_days
FROM piece p
LEFT JOIN lost l ON l.staff_month_id = p.staff_month_id
