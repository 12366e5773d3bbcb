/*---
id         = "ehe-visits-in-timescale"
title      = "Home educated children visited or contacted in the year"
area       = "home-education"
question   = "Does somebody see or hear from every home educated child at least once a year?"
counts     = "children home educated for over 12 months at the end of the last day"
shape      = "spell"
measure    = "percentage"
unit       = "%"
per        = "child"
good       = "high"
sensitivity = "process"
looks_back = "12 months"
limit      = "once in 12 months"
dimensions = ["home-education-contact", "worker", "district", "age-band", "home-education-sen", "social-care-status"]
evidence   = ["began_on", "last_contact_on", "contact_state"]
source     = "Elective home education: departmental guidance for local authorities, 2019"
status     = "live"
since      = "0.1"
---*/
WITH due AS (
  SELECT home_education_id, child_id, worker_id, sen, started_on AS began_on,
         greatest(counted_on, add_months(started_on, 12) + 1) AS from_on, coalesce(stopped_on, DATE '9999-12-31') AS until_on
  FROM home_education_counted
  WHERE greatest(counted_on, add_months(started_on, 12) + 1) < coalesce(stopped_on, DATE '9999-12-31')
),
told AS (
  SELECT c.home_education_id, c.happened_on, add_months(c.happened_on, 12) + 1 AS stale_on,
         CASE WHEN NOT coalesce(c.accepted, true) THEN 1 WHEN k.group_name = 'Visit' THEN 3 ELSE 2 END AS worth
  FROM home_education_contact c
  LEFT JOIN code_home_education_contact_kind k ON k.code = c.kind
  WHERE c.happened_on IS NOT NULL
),
-- Cut wherever a contact happens or becomes older than 12 months.
edge AS (
  SELECT home_education_id, from_on AS on_day FROM due
  UNION
  SELECT d.home_education_id, t.happened_on FROM due d
  JOIN told t ON t.home_education_id = d.home_education_id AND t.happened_on > d.from_on AND t.happened_on < d.until_on
  UNION
  SELECT d.home_education_id, t.stale_on FROM due d
  JOIN told t ON t.home_education_id = d.home_education_id AND t.stale_on > d.from_on AND t.stale_on < d.until_on
),
piece AS (
  SELECT home_education_id, on_day, lead(on_day) OVER (PARTITION BY home_education_id ORDER BY on_day) AS next_on
  FROM edge
),
best AS (
  SELECT p.home_education_id, p.on_day, max(t.worth) AS worth, max(CASE WHEN t.worth > 1 THEN t.happened_on END) AS last_contact_on
  FROM piece p
  JOIN told t ON t.home_education_id = p.home_education_id AND t.happened_on <= p.on_day AND t.stale_on > p.on_day
  GROUP BY p.home_education_id, p.on_day
)
SELECT d.child_id, d.home_education_id || '/' || CAST(p.on_day AS VARCHAR) AS record_id,
       p.on_day AS started_on, nullif(coalesce(p.next_on, d.until_on), DATE '9999-12-31') AS ended_on,
       coalesce(b.worth, 0) >= 2 AS met,
       CASE coalesce(b.worth, 0) WHEN 3 THEN 'visited' WHEN 2 THEN 'contacted' WHEN 1 THEN 'refused' ELSE 'none' END AS contact_state,
       d.worker_id, d.sen, d.began_on, b.last_contact_on
FROM piece p
JOIN due d ON d.home_education_id = p.home_education_id
LEFT JOIN best b ON b.home_education_id = p.home_education_id AND b.on_day = p.on_day
