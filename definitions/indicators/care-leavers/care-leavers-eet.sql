/*---
id         = "care-leavers-eet"
title      = "Care leavers in education, employment or training"
area       = "care-leavers"
question   = "Are our care leavers learning or earning?"
counts     = "17th to 21st birthdays of care leavers in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "high"
settles_after = "1 months"
dimensions = ["birthday-age", "care-leaver-activity", "activity-time", "team"]
evidence   = ["birthday_on", "birthday_number", "latest_contact_on", "activity", "usable"]
benchmark  = "lait:CareLeaverEET"
source     = "Children looked after in England, national statistics (SSDA903 care leaver file)"
status     = "live"
since      = "0.1"
---*/
WITH known AS (
  SELECT child_id, care_leaver_birthday_id, birthday_on, birthday_number, birthday_age, latest_contact_on, team_id, worker_id,
         usable, window_open, nullif(activity, '0') AS activity
  FROM care_leaver_birthday
)
SELECT child_id, care_leaver_birthday_id AS record_id, birthday_on AS happened_on,
       CASE WHEN usable AND substr(activity, 1, 1) IN ('F', 'P') THEN true
            WHEN window_open AND NOT (usable AND activity IS NOT NULL) THEN NULL
            ELSE false END AS met,
       birthday_age, team_id, worker_id,
       birthday_on, birthday_number, latest_contact_on, activity, usable
FROM known
