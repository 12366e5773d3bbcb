/*---
id    = "repeat_missing"
title = "Times of going missing repeatedly"
about = "For each child, from the day on which the third time missing within a span began until the day on which three no longer lie within it. span is `90 days` or `12 months`; the span ends with the day looked at and holds that day. Times that touch or overlap are one. Being away does not count. missing_id is the time with which three were reached."
by    = "child_id"
---*/
WITH ordered AS (
  SELECT child_id, missing_id, started_on,
         lag(started_on, 2) OVER (ORDER BY child_id, started_on, missing_id) AS first_on,
         lag(child_id, 2) OVER (ORDER BY child_id, started_on, missing_id) AS first_child_id
  FROM missing_time
  WHERE missing_kind = 'M'
),
third AS (
  SELECT child_id, missing_id, started_on, first_on, first_on + 90 AS days_until_on, add_months(first_on, 12) AS months_until_on
  FROM ordered
  WHERE first_child_id = child_id
),
-- The ends rise with the starts: a time that begins after the end of the one before stands apart from all before it.
days AS (
  SELECT child_id, missing_id, started_on, first_on, days_until_on AS until_on,
         CASE WHEN lag(child_id) OVER (ORDER BY child_id, started_on, missing_id) = child_id
               AND lag(days_until_on) OVER (ORDER BY child_id, started_on, missing_id) >= started_on THEN 0 ELSE 1 END AS apart
  FROM third
  WHERE started_on < days_until_on
),
days_numbered AS (
  SELECT child_id, missing_id, started_on, first_on, until_on, apart, sum(apart) OVER (ORDER BY child_id, started_on, missing_id) AS number
  FROM days
),
months AS (
  SELECT child_id, missing_id, started_on, first_on, months_until_on AS until_on,
         CASE WHEN lag(child_id) OVER (ORDER BY child_id, started_on, missing_id) = child_id
               AND lag(months_until_on) OVER (ORDER BY child_id, started_on, missing_id) >= started_on THEN 0 ELSE 1 END AS apart
  FROM third
  WHERE started_on < months_until_on
),
months_numbered AS (
  SELECT child_id, missing_id, started_on, first_on, until_on, apart, sum(apart) OVER (ORDER BY child_id, started_on, missing_id) AS number
  FROM months
)
SELECT child_id, '90 days' AS span, min(CASE WHEN apart = 1 THEN missing_id END) AS missing_id,
       min(started_on) AS started_on, max(until_on) AS ended_on, min(first_on) AS first_missing_on, count(*) + 2 AS times_missing
FROM days_numbered
GROUP BY child_id, number
UNION ALL
SELECT child_id, '12 months' AS span, min(CASE WHEN apart = 1 THEN missing_id END) AS missing_id,
       min(started_on) AS started_on, max(until_on) AS ended_on, min(first_on) AS first_missing_on, count(*) + 2 AS times_missing
FROM months_numbered
GROUP BY child_id, number
