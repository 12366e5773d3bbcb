/*---
id    = "front_door_call"
title = "Calls presented to the front door"
about = "Inbound calls that entered a front door queue, each once: a leg transferred from a front door queue is left out, because its call is here already. answered: an answer is recorded. wait_seconds: from entering the queue to the answer, in whole seconds. rang_seconds: for a call that was not answered, from entering the queue to its end. call_outcome: how it ended, with abandoned calls that lasted 5 seconds or less apart."
---*/
WITH queue AS (
  SELECT code, max(group_name) AS group_name FROM code_call_queue GROUP BY code
),
ending AS (
  SELECT code, max(group_name) AS group_name FROM code_call_outcome GROUP BY code
),
front AS (
  SELECT c.call_id, c.queued_at, c.answered_at, c.ended_at, c.outcome, c.transferred_from, c.worker_id, c.team_id
  FROM call c
  JOIN queue q ON q.code = c.queue
  WHERE q.group_name = 'Front door' AND c.queued_at IS NOT NULL AND coalesce(c.direction, 'inbound') = 'inbound'
),
timed AS (
  SELECT f.call_id, f.queued_at, local_day(f.queued_at) AS queued_on, f.answered_at, f.ended_at, f.worker_id, f.team_id,
         e.group_name AS ending,
         f.answered_at IS NOT NULL OR coalesce(e.group_name = 'Answered', false) AS answered,
         CAST(round(elapsed_hours(f.queued_at, f.answered_at) * 3600) AS BIGINT) AS answered_after,
         CAST(round(elapsed_hours(f.queued_at, f.ended_at) * 3600) AS BIGINT) AS ended_after,
         local_minute(f.queued_at) AS minute
  FROM front f
  LEFT JOIN front earlier ON earlier.call_id = f.transferred_from
  LEFT JOIN ending e ON e.code = f.outcome
  WHERE earlier.call_id IS NULL
)
SELECT call_id, queued_at, queued_on, answered_at, local_day(answered_at) AS answered_on, ended_at, worker_id, team_id, answered,
       -- An answer before the call is a fault of the record: the wait is not known.
       CASE WHEN answered_after >= 0 THEN answered_after END AS wait_seconds,
       CASE WHEN NOT answered AND ended_after >= 0 THEN ended_after END AS rang_seconds,
       CASE WHEN answered THEN 'Answered'
            WHEN ending = 'Abandoned' AND ended_after BETWEEN 0 AND 5 THEN 'Abandoned within 5 seconds'
            ELSE ending END AS call_outcome,
       CAST(CAST(floor(minute / 60.0) AS BIGINT) AS VARCHAR) AS hour_of_day,
       CAST(day_of_week(queued_on) AS VARCHAR) AS day_of_week,
       CASE WHEN is_working_day(queued_on) AND minute >= 540 AND minute < 1020 THEN 'In hours' ELSE 'Out of hours' END AS in_hours
FROM timed
