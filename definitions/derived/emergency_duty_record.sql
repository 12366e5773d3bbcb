/*---
id    = "emergency_duty_record"
title = "Emergency duty contacts and when their handover was due"
about = "Emergency duty contacts with a time. handover_due_on: the working day by whose 10:00 the day service should have received the handover: the next working day, or the same one for a contact that ended on it before 10:00."
by    = "child_id"
---*/
WITH timed AS (
  SELECT emergency_duty_contact_id, child_id, service, started_at, local_day(started_at) AS started_on,
         coalesce(ended_at, started_at) AS over_at, reason, outcome, needs_follow_up, handed_over_at, team_id,
         local_minute(started_at) AS minute
  FROM emergency_duty_contact
  WHERE started_at IS NOT NULL
)
SELECT emergency_duty_contact_id, child_id, service, started_at, started_on, over_at, reason, outcome, needs_follow_up, handed_over_at, team_id,
       CASE WHEN office_day(over_at) = local_day(over_at) AND local_minute(over_at) >= 600 THEN add_working_days(local_day(over_at), 1)
            ELSE office_day(over_at) END AS handover_due_on,
       CAST(CAST(floor(minute / 60.0) AS BIGINT) AS VARCHAR) AS hour_of_day,
       CAST(day_of_week(started_on) AS VARCHAR) AS day_of_week,
       CASE WHEN is_working_day(started_on) AND minute >= 540 AND minute < 1020 THEN 'In hours' ELSE 'Out of hours' END AS in_hours
FROM timed
