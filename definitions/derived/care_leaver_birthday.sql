/*---
id    = "care_leaver_birthday"
title = "Birthdays of care leavers"
about = "One row per former relevant young person (or one whose category is not recorded) and 17th to 21st birthday, reached and not spent in care. usable: the recorded situation may stand for the birthday, because the latest contact is not recorded or not before 3 months before it. window_open: the month after the birthday has not passed. Those who died or returned home are left out."
by    = "child_id"
---*/
WITH leaver AS (
  SELECT l.care_leaver_id, l.child_id, l.eligibility, l.in_touch, l.latest_contact_on, l.accommodation, l.accommodation_suitable,
         l.activity, l.personal_adviser, l.team_id, l.worker_id, c.born_on, c.died_on
  FROM care_leaver l
  JOIN child c ON c.child_id = l.child_id
  WHERE c.born_on IS NOT NULL AND coalesce(l.eligibility, 'Former Relevant') = 'Former Relevant'
),
birthdays AS (
  SELECT l.care_leaver_id, l.child_id, l.eligibility, l.in_touch, l.latest_contact_on, l.accommodation, l.accommodation_suitable,
         l.activity, l.personal_adviser, l.team_id, l.worker_id, l.died_on,
         n.years AS birthday_number, birthday(l.born_on, n.years) AS birthday_on
  FROM leaver l
  CROSS JOIN (VALUES (17), (18), (19), (20), (21)) AS n(years)
),
windowed AS (
  SELECT care_leaver_id, child_id, eligibility, in_touch, latest_contact_on, accommodation, accommodation_suitable,
         activity, personal_adviser, team_id, worker_id, died_on, birthday_number, birthday_on,
         add_months(birthday_on, -3) AS window_from_on, add_months(birthday_on, 1) AS window_until_on
  FROM birthdays
  WHERE birthday_on <= data_until()
),
in_care AS (
  SELECT DISTINCT w.child_id, w.birthday_number
  FROM windowed w
  JOIN care_period p
    ON p.child_id = w.child_id
   AND p.started_on <= w.birthday_on
   AND coalesce(p.counted_until_on, DATE '9999-12-31') > w.birthday_on
  WHERE p.counted
),
ranked AS (
  SELECT w.care_leaver_id, w.child_id, w.eligibility, w.in_touch, w.latest_contact_on, w.accommodation, w.accommodation_suitable,
         w.activity, w.personal_adviser, w.team_id, w.worker_id, w.died_on, w.birthday_number, w.birthday_on,
         w.window_from_on, w.window_until_on,
         row_number() OVER (
           PARTITION BY w.child_id, w.birthday_number
           ORDER BY CASE WHEN w.latest_contact_on < w.window_from_on THEN 3
                         WHEN w.latest_contact_on IS NULL THEN 2
                         WHEN w.latest_contact_on > w.window_until_on THEN 1
                         ELSE 0 END,
                    w.care_leaver_id DESC) AS place
  FROM windowed w
  LEFT JOIN in_care i ON i.child_id = w.child_id AND i.birthday_number = w.birthday_number
  WHERE i.child_id IS NULL
)
SELECT care_leaver_id || ' at ' || CAST(birthday_number AS VARCHAR) AS care_leaver_birthday_id,
       care_leaver_id, child_id, birthday_number, birthday_on,
       CASE WHEN birthday_number <= 18 THEN '17 and 18' ELSE '19 to 21' END AS birthday_age,
       eligibility, in_touch, latest_contact_on, accommodation, accommodation_suitable, activity,
       personal_adviser, team_id, worker_id, window_from_on, window_until_on,
       coalesce(latest_contact_on, birthday_on) >= window_from_on AS usable,
       window_until_on >= data_until() AS window_open
FROM ranked
WHERE place = 1
  AND coalesce(in_touch, '') NOT IN ('DIED', 'RHOM')
  AND coalesce(died_on, DATE '9999-12-31') > birthday_on
