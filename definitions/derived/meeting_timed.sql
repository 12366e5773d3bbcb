/*---
id    = "meeting_timed"
title = "Meetings with a start time, and lesson time"
about = "Meetings with a time of day, on days that the term calendar covers. A school day is a working day of a term outside the half-term break. Lessons run from the hours of the child's school, or from 09:00 to 15:30 where these are not known: a meeting at the minute they begin is in lesson time, one at the minute they end is not. A start at midnight is a day without a time."
optional = ["school_hours"]
by    = "child_id"
---*/
WITH calendar AS (
  SELECT min(started_on) AS first_on, max(ended_on) AS last_on FROM school_term
),
term AS (
  SELECT started_on, ended_on, substr(CAST(started_on AS VARCHAR), 1, 4) AS term_year,
         coalesce(break_started_on, DATE '9999-12-31') AS break_started_on,
         coalesce(break_ended_on, DATE '0001-01-01') AS break_ended_on
  FROM school_term
),
lesson AS (
  SELECT school_id,
         TRY_CAST(split_part(opens, ':', 1) AS BIGINT) * 60 + TRY_CAST(split_part(opens, ':', 2) AS BIGINT) AS opens_minute,
         TRY_CAST(split_part(closes, ':', 1) AS BIGINT) * 60 + TRY_CAST(split_part(closes, ':', 2) AS BIGINT) AS closes_minute
  FROM school_hours
),
meeting_group AS (
  SELECT code, max(group_name) AS kind_group FROM code_meeting_kind GROUP BY code
),
timed AS (
  SELECT m.meeting_id, m.child_id, m.kind, g.kind_group, m.school_id, m.worker_id, c.born_on,
         local_day(m.started_at) AS held_on, local_minute(m.started_at) AS started_minute,
         coalesce(l.opens_minute, 540) AS opens_minute, coalesce(l.closes_minute, 930) AS closes_minute
  FROM meeting m
  LEFT JOIN meeting_group g ON g.code = m.kind
  LEFT JOIN lesson l ON l.school_id = m.school_id
  LEFT JOIN child c ON c.child_id = m.child_id
  WHERE m.started_at IS NOT NULL AND local_minute(m.started_at) > 0
),
in_term AS (
  SELECT t.meeting_id
  FROM timed t
  JOIN term s ON s.term_year = substr(CAST(t.held_on AS VARCHAR), 1, 4) AND s.started_on <= t.held_on AND s.ended_on >= t.held_on
  WHERE NOT (t.held_on >= s.break_started_on AND t.held_on <= s.break_ended_on)
  GROUP BY t.meeting_id
),
aged AS (
  SELECT t.meeting_id, t.child_id, t.kind, t.kind_group, t.school_id, t.worker_id, t.held_on, t.started_minute, t.opens_minute, t.closes_minute,
         age_on(t.born_on, t.held_on) AS age,
         age_on(t.born_on, CAST(CAST(CAST(substr(CAST(t.held_on AS VARCHAR), 1, 4) AS BIGINT)
           - CASE WHEN substr(CAST(t.held_on AS VARCHAR), 6, 2) < '09' THEN 1 ELSE 0 END AS VARCHAR) || '-08-31' AS DATE)) AS age_in_august,
         i.meeting_id IS NOT NULL AND is_working_day(t.held_on) AS school_day
  FROM timed t
  CROSS JOIN calendar k
  LEFT JOIN in_term i ON i.meeting_id = t.meeting_id
  WHERE t.held_on >= k.first_on AND t.held_on <= k.last_on
)
SELECT meeting_id, child_id, kind, kind_group, school_id, worker_id, held_on, started_minute, age, school_day,
       school_day AND started_minute >= opens_minute AND started_minute < closes_minute AS in_lessons,
       CASE WHEN age IS NULL THEN NULL
            WHEN coalesce(age_in_august, 0) <= 3 THEN 'Nursery'
            WHEN age_in_august = 4 THEN 'Reception'
            WHEN age_in_august <= 17 THEN 'Year ' || CAST(age_in_august - 4 AS VARCHAR)
            ELSE 'After year 13' END AS year_group
FROM aged
