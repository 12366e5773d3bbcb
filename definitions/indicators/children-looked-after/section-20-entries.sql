/*---
id         = "section-20-entries"
title      = "Entries under section 20"
area       = "children-looked-after"
question   = "How many children come into care by agreement with their parents?"
counts     = "periods of care that began in the period under section 20 (first legal status V2)"
shape      = "event"
measure    = "count"
unit       = "children"
per        = "record"
good       = "neutral"
dimensions = ["district", "age-band", "sex", "ethnicity", "disability", "team", "worker", "unaccompanied", "category-of-need"]
evidence   = ["entered_on", "legal_status", "need"]
source     = "Children Act 1989, section 20; SSDA903 return"
status     = "live"
since      = "0.1"
---*/
WITH unaccompanied_entry AS (
  SELECT DISTINCT c.care_period_id, c.child_id
  FROM care_period c
  JOIN unaccompanied_spell u
    ON u.child_id = c.child_id AND u.started_on <= c.started_on AND coalesce(u.ended_on, DATE '9999-12-31') > c.started_on
)
SELECT c.child_id, c.care_period_id AS record_id, c.started_on AS happened_on,
       c.first_legal_status AS legal_status, c.need,
       CASE WHEN u.child_id IS NOT NULL THEN 'yes' ELSE 'no' END AS unaccompanied, c.started_on AS entered_on
FROM care_period c
LEFT JOIN unaccompanied_entry u ON u.care_period_id = c.care_period_id AND u.child_id = c.child_id
WHERE c.counted AND c.first_legal_status = 'V2'
