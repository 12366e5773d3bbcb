/*---
id       = "front_door_contact"
title    = "Communications at the front door and when they were decided"
about    = "The log of contacts, less repeat sends: a row that names a first row and came within 24 hours of it is left out. by_phone: the channel is a call. decided_on and hours_to_decision: when the decision was recorded; a decision dated before the contact arrived is not believed, and the contact counts as undecided. counts_from_on: the working day from which working days are counted, the next one for what came at 17:00 or later or on a day that is not worked."
optional = ["contact"]
---*/
WITH channel AS (
  SELECT code, max(group_name) AS group_name FROM code_contact_channel GROUP BY code
),
kept AS (
  SELECT c.contact_log_id, c.received_at, local_day(c.received_at) AS received_on, c.channel, c.source, c.rating,
         c.decided_at, c.decision, c.worker_id, c.team_id, c.contact_id, c.call_id
  FROM contact_log c
  LEFT JOIN contact_log f ON f.contact_log_id = c.duplicate_of
  WHERE c.received_at IS NOT NULL
    AND NOT coalesce(elapsed_hours(f.received_at, c.received_at) >= 0 AND elapsed_hours(f.received_at, c.received_at) <= 24, false)
),
judged AS (
  SELECT contact_log_id, received_at, received_on, channel, source, rating, decision, worker_id, team_id, contact_id, call_id,
         CASE WHEN local_day(decided_at) >= received_on THEN decided_at END AS decided_at,
         local_minute(received_at) AS minute
  FROM kept
)
SELECT j.contact_log_id, k.child_id, j.received_at, j.received_on, office_day(j.received_at) AS counts_from_on,
       j.channel, coalesce(h.group_name = 'Phone', false) AS by_phone, j.source, j.rating,
       j.decided_at, local_day(j.decided_at) AS decided_on,
       CASE WHEN elapsed_hours(j.received_at, j.decided_at) >= 0 THEN elapsed_hours(j.received_at, j.decided_at) END AS hours_to_decision,
       CASE WHEN j.decided_at IS NOT NULL THEN j.decision END AS decision, j.worker_id, j.team_id, j.call_id,
       CAST(CAST(floor(j.minute / 60.0) AS BIGINT) AS VARCHAR) AS hour_of_day,
       CAST(day_of_week(j.received_on) AS VARCHAR) AS day_of_week,
       CASE WHEN is_working_day(j.received_on) AND j.minute >= 540 AND j.minute < 1020 THEN 'In hours' ELSE 'Out of hours' END AS in_hours
FROM judged j
LEFT JOIN channel h ON h.code = j.channel
LEFT JOIN contact k ON k.contact_id = j.contact_id
