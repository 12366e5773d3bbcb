/*---
id    = "home_education_counted"
title = "Home education at compulsory school age"
about = "Each time of home education, cut to compulsory school age: from the 31 March, 31 August or 31 December on or next after the 5th birthday, to the end of the last Friday in June of the school year of the 16th birthday. Without a date of birth nothing is cut off. stopped_on is the day it no longer counts; end_reason is `over-age` where age ended it first."
by    = "child_id"
---*/
WITH aged AS (
  SELECT h.home_education_id, h.child_id, h.started_on, h.ended_on, h.reason, h.end_reason, h.year_group, h.sen, h.worker_id,
         birthday(c.born_on, 5) AS five_on, birthday(c.born_on, 16) AS sixteen_on
  FROM home_education h
  LEFT JOIN child c ON c.child_id = h.child_id
  WHERE h.started_on IS NOT NULL
),
dated AS (
  SELECT home_education_id, child_id, started_on, ended_on, reason, end_reason, year_group, sen, worker_id,
         add_months(CASE WHEN EXTRACT(MONTH FROM five_on) <= 3 THEN DATE '2000-03-31'
                         WHEN EXTRACT(MONTH FROM five_on) <= 8 THEN DATE '2000-08-31'
                         ELSE DATE '2000-12-31' END,
                    CAST((EXTRACT(YEAR FROM five_on) - 2000) * 12 AS BIGINT)) AS of_age_on,
         add_months(DATE '2000-06-30',
                    CAST((EXTRACT(YEAR FROM sixteen_on) - 2000 + CASE WHEN EXTRACT(MONTH FROM sixteen_on) >= 9 THEN 1 ELSE 0 END) * 12 AS BIGINT)) AS june_on
  FROM aged
),
bounded AS (
  SELECT home_education_id, child_id, started_on, ended_on, reason, end_reason, year_group, sen, worker_id,
         coalesce(of_age_on, DATE '0001-01-01') AS of_age_on,
         coalesce(june_on - CAST((day_of_week(june_on) + 2) % 7 AS INTEGER) + 1, DATE '9999-12-31') AS over_age_on
  FROM dated
)
SELECT home_education_id, child_id, started_on, ended_on,
       greatest(started_on, of_age_on) AS counted_on,
       nullif(least(coalesce(ended_on, DATE '9999-12-31'), over_age_on), DATE '9999-12-31') AS stopped_on,
       reason, CASE WHEN coalesce(ended_on, DATE '9999-12-31') <= over_age_on THEN end_reason ELSE 'over-age' END AS end_reason,
       year_group, sen, worker_id
FROM bounded
WHERE greatest(started_on, of_age_on) < least(coalesce(ended_on, DATE '9999-12-31'), over_age_on)
