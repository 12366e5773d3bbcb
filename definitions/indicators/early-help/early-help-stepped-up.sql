/*---
id            = "early-help-stepped-up"
title         = "Early help episodes stepped up to social care"
area          = "early-help"
question      = "How often is early help not enough?"
counts        = "early help episodes of children that ended in the period"
shape         = "event"
measure       = "percentage"
unit          = "%"
per           = "record"
good          = "neutral"
settles_after = "28 days"
limit         = "28 days"
dimensions    = ["early-help-reason", "district", "team"]
evidence      = ["started_on", "ended_on", "end_reason", "referred_on"]
source        = "Early help benchmarking"
status        = "live"
since         = "0.1"
---*/
WITH followed AS (
  SELECT e.early_help_episode_id, min(r.received_on) AS referred_on
  FROM early_help_episode e
  JOIN referral_history r
    ON r.child_id = e.child_id
   AND r.received_on >= e.ended_on
   AND r.received_on - e.ended_on <= 28
  WHERE r.counted
  GROUP BY e.early_help_episode_id
),
ended AS (
  SELECT early_help_episode_id, child_id, started_on, ended_on, reason, end_reason, worker_id,
         -- Local wordings: "step up", "stepped up", "step-up", "stepped-up to social care".
         coalesce(lower(end_reason) LIKE '%step up%' OR lower(end_reason) LIKE '%step-up%'
               OR lower(end_reason) LIKE '%stepped up%' OR lower(end_reason) LIKE '%stepped-up%'
               OR lower(end_reason) LIKE '%stepup%', false) AS ended_by_step_up
  FROM early_help_episode
  WHERE ended_on IS NOT NULL
)
SELECT e.child_id, e.early_help_episode_id AS record_id, e.ended_on AS happened_on,
       CASE WHEN e.ended_by_step_up OR f.referred_on IS NOT NULL THEN true
            WHEN data_until() - e.ended_on <= 28 THEN NULL
            ELSE false
       END AS met,
       e.reason, e.started_on, e.ended_on, e.end_reason, f.referred_on, e.worker_id
FROM ended e
LEFT JOIN followed f ON f.early_help_episode_id = e.early_help_episode_id
