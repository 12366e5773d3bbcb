/*---
id         = "care-leavers-suitable-accommodation"
title      = "Care leavers in suitable accommodation"
area       = "care-leavers"
question   = "Do our care leavers live somewhere safe and decent?"
counts     = "17th to 21st birthdays of care leavers in the period, but for those who have gone abroad, were deported or whose residence is not known"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "high"
settles_after = "1 months"
dimensions = ["birthday-age", "care-leaver-accommodation", "team"]
evidence   = ["birthday_on", "birthday_number", "latest_contact_on", "accommodation", "accommodation_suitable", "usable"]
benchmark  = "lait:CareLeaverAcc"
source     = "Children looked after in England, national statistics (SSDA903 care leaver file)"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, care_leaver_birthday_id AS record_id, birthday_on AS happened_on,
       CASE WHEN usable AND accommodation_suitable = '1' THEN true
            WHEN window_open AND NOT (usable AND accommodation_suitable IS NOT NULL) THEN NULL
            ELSE false END AS met,
       birthday_age, team_id, worker_id,
       birthday_on, birthday_number, latest_contact_on, accommodation, accommodation_suitable, usable
FROM care_leaver_birthday
WHERE coalesce(accommodation, '') NOT IN ('G', 'H', 'R')
