/*---
id    = "missing_time"
title = "Times missing or away"
about = "One row for each time a child under 18 was missing or away: the dataset's episodes, and the times missing from home, each once. A time that is told in both is the dataset's row, with what the other knows besides. missing_kind: M missing (also where it is not recorded, or no known code), A away. missing_from: care (looked after by this authority on the day it began), other care (placed here by another authority), or home. known_before: an episode of need or time in care of the child began before the day. No time reaches beyond the 18th birthday."
optional = ["missing_from_home"]
by    = "child_id"
---*/
-- The k-th time of a child on a day in the one table and the k-th in the other are the same time.
WITH cared AS (
  SELECT missing_episode_id, child_id, kind, started_at, started_on, ended_at, ended_on, return_interview_offered, return_interview_accepted,
         row_number() OVER (PARTITION BY child_id, started_on ORDER BY started_at, missing_episode_id) AS place
  FROM missing_episode
  WHERE child_id IS NOT NULL AND started_on IS NOT NULL
),
home AS (
  SELECT missing_from_home_id, child_id, kind, responsible_authority, started_at, started_on, reported_at, returned_at, returned_on, risk_level,
         district_from, district_found, coalesce(hot_spot, 'none') AS hot_spot,
         row_number() OVER (PARTITION BY child_id, started_on ORDER BY started_at, missing_from_home_id) AS place
  FROM missing_from_home
  WHERE started_on IS NOT NULL
),
told AS (
  SELECT c.missing_episode_id AS missing_id, c.missing_episode_id, h.missing_from_home_id, c.child_id, CASE WHEN c.kind = 'A' THEN 'A' ELSE 'M' END AS missing_kind,
         CAST(NULL AS VARCHAR) AS responsible_authority, c.started_at, c.started_on, h.reported_at, c.ended_at AS returned_at, c.ended_on AS returned_on,
         h.risk_level, h.district_from, h.district_found, h.hot_spot, c.return_interview_offered, c.return_interview_accepted
  FROM cared c
  LEFT JOIN home h ON h.child_id = c.child_id AND h.started_on = c.started_on AND h.place = c.place
  UNION ALL
  SELECT 'home/' || h.missing_from_home_id AS missing_id, CAST(NULL AS VARCHAR) AS missing_episode_id, h.missing_from_home_id, h.child_id,
         CASE WHEN h.kind = 'A' THEN 'A' ELSE 'M' END AS missing_kind, h.responsible_authority, h.started_at, h.started_on, h.reported_at, h.returned_at, h.returned_on,
         h.risk_level, h.district_from, h.district_found, h.hot_spot,
         CAST(NULL AS VARCHAR) AS return_interview_offered, CAST(NULL AS VARCHAR) AS return_interview_accepted
  FROM home h
  LEFT JOIN cared c ON c.child_id = h.child_id AND c.started_on = h.started_on AND c.place = h.place
  WHERE c.missing_episode_id IS NULL
),
in_care AS (
  SELECT t.missing_id, max(s.legal_status) AS legal_status
  FROM told t
  JOIN looked_after_spell s
    ON s.child_id = t.child_id AND s.started_on <= t.started_on AND coalesce(s.ended_on, DATE '9999-12-31') > t.started_on
  GROUP BY t.missing_id
),
aged AS (
  SELECT t.missing_id, t.missing_episode_id, t.missing_from_home_id, t.child_id, t.missing_kind, t.responsible_authority, t.started_at, t.started_on,
         t.reported_at, t.returned_at, t.returned_on, t.risk_level, t.district_from, t.district_found, t.hot_spot,
         t.return_interview_offered, t.return_interview_accepted, c.died_on, coalesce(birthday(c.born_on, 18), DATE '9999-12-31') AS adult_on
  FROM told t
  LEFT JOIN child c ON c.child_id = t.child_id
)
SELECT a.missing_id, a.missing_episode_id, a.missing_from_home_id, a.child_id, a.missing_kind,
       CASE WHEN s.missing_id IS NOT NULL THEN 'care' WHEN a.responsible_authority IS NOT NULL THEN 'other care' ELSE 'home' END AS missing_from,
       s.legal_status, a.started_at, a.started_on, a.reported_at, a.returned_at, a.returned_on,
       nullif(least(coalesce(a.returned_on, DATE '9999-12-31'), a.adult_on), DATE '9999-12-31') AS ended_on,
       elapsed_hours(a.started_at, a.returned_at) AS hours_missing,
       CASE WHEN a.returned_at IS NULL THEN 'Not back yet'
            WHEN elapsed_hours(a.started_at, a.returned_at) <= 6 THEN 'Up to 6 hours'
            WHEN elapsed_hours(a.started_at, a.returned_at) <= 24 THEN 'Over 6 to 24 hours'
            WHEN elapsed_hours(a.started_at, a.returned_at) <= 72 THEN 'Over 1 to 3 days'
            WHEN elapsed_hours(a.started_at, a.returned_at) <= 168 THEN 'Over 3 to 7 days'
            WHEN elapsed_hours(a.started_at, a.returned_at) > 168 THEN 'Over 7 days' END AS duration_band,
       a.risk_level, a.district_from, a.district_found, a.hot_spot, a.return_interview_offered, a.return_interview_accepted, a.died_on,
       CASE WHEN s.missing_id IS NOT NULL OR coalesce(k.known_on < a.started_on, false) THEN 'yes' ELSE 'no' END AS known_before
FROM aged a
LEFT JOIN in_care s ON s.missing_id = a.missing_id
LEFT JOIN first_known k ON k.child_id = a.child_id
WHERE a.started_on < a.adult_on
