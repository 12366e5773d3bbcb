/*---
id         = "care-leavers-in-touch"
title      = "Care leavers in touch"
area       = "care-leavers"
question   = "Do we still know how our care leavers are?"
counts     = "17th to 21st birthdays of care leavers in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "high"
settles_after = "1 months"
limit      = "contact every 8 weeks (local)"
dimensions = ["birthday-age", "personal-adviser", "team"]
evidence   = ["birthday_on", "birthday_number", "latest_contact_on", "in_touch", "usable"]
benchmark  = "lait:CareLeavers_LA_NotInTouch"
source     = "Children looked after in England, national statistics (SSDA903 care leaver file)"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, care_leaver_birthday_id AS record_id, birthday_on AS happened_on,
       CASE WHEN usable AND in_touch = 'YES' THEN true
            WHEN window_open AND NOT (usable AND in_touch IS NOT NULL) THEN NULL
            ELSE false END AS met,
       birthday_age, personal_adviser, team_id, worker_id,
       birthday_on, birthday_number, latest_contact_on, in_touch, usable
FROM care_leaver_birthday
