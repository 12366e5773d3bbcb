/*---
id    = "missing_return"
title = "Returns, and the interview after each"
about = "Each time missing or away that has ended and after which an independent return interview was called for. offered, accepted and refused come from the interviews and from the dataset's two answers; an interview that was held was offered and accepted. held_at is the first interview at or after the return. hours_to_interview is real time. not_yet: no interview was held and 72 hours have not passed. outcome says how it stands: in time, late, refused, not held, not offered or not yet."
optional = ["return_interview"]
by    = "child_id"
links = ["missing_episode_id", "missing_from_home_id"]
---*/
WITH told AS (
  SELECT t.missing_id, t.returned_at, i.return_interview_id, i.offer, i.offered_at, i.accepted, i.refusal_reason, i.held_at, i.worker_id
  FROM return_interview i
  JOIN missing_time t ON t.missing_episode_id = i.missing_episode_id
  UNION ALL
  SELECT t.missing_id, t.returned_at, i.return_interview_id, i.offer, i.offered_at, i.accepted, i.refusal_reason, i.held_at, i.worker_id
  FROM return_interview i
  JOIN missing_time t ON t.missing_from_home_id = i.missing_from_home_id
  WHERE i.missing_episode_id IS NULL
),
summed AS (
  SELECT missing_id,
         max(CASE WHEN offer = 'Y' OR offered_at IS NOT NULL OR accepted IS NOT NULL OR held_at IS NOT NULL THEN 1 ELSE 0 END) AS offered,
         max(CASE WHEN offer = 'NA' THEN 1 ELSE 0 END) AS not_called_for,
         max(CASE WHEN accepted THEN 1 ELSE 0 END) AS accepted,
         max(CASE WHEN NOT accepted THEN 1 ELSE 0 END) AS refused,
         max(CASE WHEN NOT accepted THEN refusal_reason END) AS refusal_reason,
         min(offered_at) AS offered_at,
         min(CASE WHEN held_at >= returned_at THEN held_at END) AS held_at,
         max(worker_id) AS any_worker_id
  FROM told
  GROUP BY missing_id
),
interviewer AS (
  SELECT t.missing_id, max(t.worker_id) AS worker_id
  FROM told t
  JOIN summed s ON s.missing_id = t.missing_id AND s.held_at = t.held_at
  GROUP BY t.missing_id
),
decided AS (
  SELECT t.missing_id, t.child_id, t.missing_kind, t.missing_from, t.started_on, t.returned_at, t.returned_on, t.hot_spot, t.died_on,
         add_hours(t.returned_at, 72) AS due_at, s.offered_at, s.held_at, s.refusal_reason,
         elapsed_hours(t.returned_at, s.held_at) AS hours_to_interview,
         coalesce(w.worker_id, s.any_worker_id) AS worker_id,
         coalesce(s.offered, 0) = 1 OR coalesce(t.return_interview_offered, 'N') = 'Y' OR coalesce(t.return_interview_accepted, 'NA') = 'Y' AS offered,
         s.held_at IS NOT NULL OR coalesce(s.accepted, 0) = 1 OR coalesce(t.return_interview_accepted, 'NA') = 'Y' AS accepted,
         coalesce(s.refused, 0) = 1 OR coalesce(t.return_interview_accepted, 'NA') = 'N' AS refused,
         coalesce(s.not_called_for, 0) = 1 OR coalesce(t.return_interview_offered, 'N') = 'NA' AS not_called_for
  FROM missing_time t
  LEFT JOIN summed s ON s.missing_id = t.missing_id
  LEFT JOIN interviewer w ON w.missing_id = t.missing_id
  WHERE t.returned_at IS NOT NULL AND t.returned_on >= t.started_on
),
due AS (
  SELECT missing_id, child_id, missing_kind, missing_from, started_on, returned_at, returned_on, hot_spot, due_at, offered_at, held_at,
         hours_to_interview, worker_id, offered, accepted, offered AND refused AND NOT accepted AS refused, refusal_reason,
         held_at IS NULL AND local_day(due_at) >= data_until() AS not_yet
  FROM decided
  WHERE offered OR NOT (not_called_for OR coalesce(died_on, DATE '9999-12-31') <= local_day(due_at))
)
SELECT missing_id, child_id, missing_kind, missing_from, started_on, returned_at, returned_on, hot_spot, due_at, offered_at, held_at,
       hours_to_interview, worker_id, offered, accepted, refused, refusal_reason, not_yet,
       CASE WHEN hours_to_interview <= 72 THEN true WHEN not_yet THEN CAST(NULL AS BOOLEAN) ELSE false END AS in_time,
       CASE WHEN hours_to_interview <= 72 THEN 'in time'
            WHEN held_at IS NOT NULL THEN 'late'
            WHEN refused THEN 'refused'
            WHEN not_yet THEN 'not yet'
            WHEN offered THEN 'not held'
            ELSE 'not offered' END AS outcome
FROM due
