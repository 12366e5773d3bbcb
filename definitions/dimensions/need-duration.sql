/*---
id    = "need-duration"
title = "Time in need"
key   = "record_id"
dated = true
order = ["Under 3 months", "3 to 6 months", "6 to 12 months", "1 to 2 years", "2 years and over"]
---*/
SELECT referral_id AS key, 'Under 3 months' AS value, started_on AS from_on, add_months(started_on, 3) AS until_on FROM need_episode
UNION ALL
SELECT referral_id, '3 to 6 months', add_months(started_on, 3), add_months(started_on, 6) FROM need_episode
UNION ALL
SELECT referral_id, '6 to 12 months', add_months(started_on, 6), add_months(started_on, 12) FROM need_episode
UNION ALL
SELECT referral_id, '1 to 2 years', add_months(started_on, 12), started_on + 730 FROM need_episode
UNION ALL
SELECT referral_id, '2 years and over', started_on + 730, DATE '9999-12-31' FROM need_episode
