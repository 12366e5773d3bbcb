/*---
id            = "contacts-passed-to-early-help"
title         = "Contacts passed to early help"
area          = "front-door"
question      = "How many contacts end with an offer of early help?"
counts        = "child contacts received in the period that have an outcome"
shape         = "event"
measure       = "percentage"
unit          = "%"
per           = "record"
good          = "neutral"
settles_after = "30 days"
dimensions    = ["referral-source", "source-group", "district", "age-band"]
evidence      = ["received_on", "source_wording", "early_help_outcome", "early_help_started_on"]
source        = "ADCS Safeguarding Pressures"
status        = "live"
since         = "0.1"
---*/
WITH taken_up AS (
  SELECT c.contact_id, min(e.started_on) AS early_help_started_on
  FROM contact_outcome c
  JOIN early_help_episode e
    ON e.child_id = c.child_id
   AND e.started_on >= c.received_on
   AND e.started_on - c.received_on <= 30
  GROUP BY c.contact_id
)
SELECT c.child_id, c.contact_id AS record_id, c.received_on AS happened_on,
       CASE WHEN c.early_help THEN true
            WHEN c.new_referral OR NOT c.other_outcome THEN false
            WHEN t.early_help_started_on IS NOT NULL THEN true
            WHEN data_until() - c.received_on <= 30 THEN NULL
            ELSE false
       END AS met,
       c.source, c.source_wording, c.received_on, c.early_help AS early_help_outcome, t.early_help_started_on
FROM contact_outcome c
LEFT JOIN taken_up t ON t.contact_id = c.contact_id
WHERE c.has_outcome
