/*---
id         = "sdq-average"
title      = "Average strengths and difficulties score"
area       = "education-and-health"
question   = "How are the children in our care feeling and coping?"
counts     = "children looked after at the end of the last day, aged 4 to 16, with a score in the last 12 months: the latest score"
shape      = "spell"
measure    = "mean"
unit       = "score"
per        = "child"
good       = "low"
limit      = "below 14 normal, 14 to 16 borderline, 17 and over a cause for concern"
dimensions = ["age-band", "sex"]
evidence   = ["completed_on", "score", "entered_care_on"]
benchmark  = "lait:Emotional_LAC"
source     = "Children looked after in England, national statistics (SSDA903)"
status     = "live"
since      = "0.1"
---*/
WITH dated AS (
  SELECT sdq_score_id, child_id, completed_on, score,
         row_number() OVER (PARTITION BY child_id, completed_on ORDER BY sdq_score_id DESC) AS place
  FROM sdq_score
  WHERE completed_on IS NOT NULL AND score BETWEEN 0 AND 40
),
stands AS (
  SELECT sdq_score_id, child_id, completed_on, score,
         least(add_months(completed_on, 12) + 1,
               coalesce(lead(completed_on) OVER (PARTITION BY child_id ORDER BY completed_on), DATE '9999-12-31')) AS until_on
  FROM dated
  WHERE place = 1
),
piece AS (
  SELECT s.sdq_score_id, s.child_id, s.completed_on, s.score, c.started_on AS entered_care_on,
         greatest(s.completed_on, c.started_on, birthday(c.born_on, 4)) AS from_on,
         least(s.until_on, coalesce(c.counted_until_on, DATE '9999-12-31'), birthday(c.born_on, 17)) AS until_on
  FROM stands s
  JOIN care_period c ON c.child_id = s.child_id
  WHERE c.counted AND c.born_on IS NOT NULL
)
SELECT child_id, sdq_score_id AS record_id, from_on AS started_on, until_on AS ended_on,
       score AS measured, completed_on, score, entered_care_on
FROM piece
WHERE from_on < until_on
