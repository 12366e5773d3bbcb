/*---
id            = "review-decisions-circulated-in-timescale"
title         = "Review decisions and records sent in time"
area          = "reviews-and-iro"
question      = "Does everyone soon learn what a review decided?"
counts        = "reviews of looked after children held in the period"
shape         = "event"
measure       = "percentage"
unit          = "%"
per           = "record"
good          = "high"
sensitivity = "process"
settles_after = "20 working days"
limit         = "5, 15 and 20 working days"
dimensions    = ["iro", "record-delay", "team"]
evidence      = ["held_on", "decisions_issued_on", "record_completed_on", "distributed_on", "sent_limit_on"]
source        = "IRO Handbook, 2010"
status        = "live"
since         = "0.1"
---*/
WITH dated AS (
  SELECT r.care_review_id, r.child_id, r.held_on, w.decisions_issued_on, w.record_completed_on, w.distributed_on,
         add_working_days(r.held_on, 5) AS decisions_limit_on,
         add_working_days(r.held_on, 15) AS record_limit_on,
         add_working_days(r.held_on, 20) AS sent_limit_on
  FROM care_review_held r
  LEFT JOIN review_record w ON w.care_review_id = r.care_review_id
),
judged AS (
  SELECT care_review_id, child_id, held_on, decisions_issued_on, record_completed_on, distributed_on,
         decisions_limit_on, record_limit_on, sent_limit_on,
         coalesce(decisions_issued_on > decisions_limit_on, decisions_limit_on < data_until()) AS decisions_late,
         coalesce(record_completed_on > record_limit_on, record_limit_on < data_until()) AS record_late,
         coalesce(distributed_on > sent_limit_on, sent_limit_on < data_until()) AS sent_late
  FROM dated
)
SELECT child_id, care_review_id AS record_id, held_on AS happened_on,
       CASE WHEN decisions_late OR record_late OR sent_late THEN false
            WHEN decisions_issued_on IS NOT NULL AND record_completed_on IS NOT NULL AND distributed_on IS NOT NULL THEN true END AS met,
       CASE WHEN decisions_late THEN 'Decisions late'
            WHEN record_late THEN 'Record late'
            WHEN sent_late THEN 'Sent out late'
            WHEN decisions_issued_on IS NOT NULL AND record_completed_on IS NOT NULL AND distributed_on IS NOT NULL THEN 'In time'
            ELSE 'Not yet due' END AS record_delay,
       held_on, decisions_issued_on, record_completed_on, distributed_on, decisions_limit_on, record_limit_on, sent_limit_on
FROM judged
