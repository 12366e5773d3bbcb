/*---
id         = "ehcp-active"
title      = "Children with an active education, health and care plan"
area       = "education-and-health"
question   = "How many children and young people have an education, health and care plan?"
counts     = "children and young people aged 0 to 25 with a plan open at the end of the last day"
shape      = "spell"
measure    = "count"
unit       = "children"
per        = "child"
good       = "neutral"
dimensions = ["age-band", "sen-need", "social-care-status"]
evidence   = ["started_on", "ended_on", "reviewed_on"]
source     = "Children and Families Act 2014 section 37; SEN2 statistical return"
status     = "live"
since      = "0.1"
---*/
WITH main_need AS (
  SELECT ehcp_active_plan_id, need,
         row_number() OVER (PARTITION BY ehcp_active_plan_id ORDER BY coalesce(rank, 99), sen_need_id) AS place
  FROM sen_need
  WHERE need IS NOT NULL
),
active AS (
  SELECT a.ehcp_active_plan_id, a.ehcp_request_id, a.reviewed_on, n.need,
         row_number() OVER (PARTITION BY a.ehcp_request_id
           ORDER BY coalesce(a.reviewed_on, DATE '0001-01-01') DESC, a.ehcp_active_plan_id DESC) AS place
  FROM ehcp_active_plan a
  LEFT JOIN main_need n ON n.ehcp_active_plan_id = a.ehcp_active_plan_id AND n.place = 1
  WHERE a.ehcp_request_id IS NOT NULL
),
agreed AS (
  SELECT ehcp_request_id, min(outcome_on) AS agreed_on
  FROM ehcp_assessment
  WHERE outcome = 'Y'
  GROUP BY ehcp_request_id
),
named AS (
  SELECT p.ehcp_plan_id AS record_id, a.ehcp_request_id, p.started_on, p.ended_on
  FROM ehcp_plan p
  JOIN ehcp_assessment a ON a.ehcp_assessment_id = p.ehcp_assessment_id
  WHERE p.started_on IS NOT NULL
),
with_named AS (
  SELECT DISTINCT ehcp_request_id FROM named
),
-- An active plan of which no named plan is recorded: from the decision to issue it, or else from its latest review.
only_active AS (
  SELECT a.ehcp_active_plan_id AS record_id, a.ehcp_request_id, coalesce(g.agreed_on, a.reviewed_on) AS started_on, CAST(NULL AS DATE) AS ended_on
  FROM active a
  LEFT JOIN with_named w ON w.ehcp_request_id = a.ehcp_request_id
  LEFT JOIN agreed g ON g.ehcp_request_id = a.ehcp_request_id
  WHERE a.place = 1 AND w.ehcp_request_id IS NULL
),
plan AS (
  SELECT record_id, ehcp_request_id, started_on, ended_on FROM named
  UNION ALL
  SELECT record_id, ehcp_request_id, started_on, ended_on FROM only_active WHERE started_on IS NOT NULL
),
bounded AS (
  SELECT s.child_id, p.record_id, p.started_on, a.need AS sen_need, a.reviewed_on,
         least(coalesce(p.ended_on, DATE '9999-12-31'), coalesce(c.died_on, DATE '9999-12-31'),
               coalesce(birthday(c.born_on, 26), DATE '9999-12-31')) AS until_on
  FROM plan p
  JOIN ehcp_request r ON r.ehcp_request_id = p.ehcp_request_id
  JOIN send_record s ON s.send_record_id = r.send_record_id
  LEFT JOIN child c ON c.child_id = s.child_id
  LEFT JOIN active a ON a.ehcp_request_id = p.ehcp_request_id AND a.place = 1
)
SELECT child_id, record_id, started_on, nullif(until_on, DATE '9999-12-31') AS ended_on, sen_need, reviewed_on
FROM bounded
WHERE started_on < until_on
