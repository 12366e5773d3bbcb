/*---
id            = "early-help-stepped-down"
title         = "Children stepped down from social care to early help"
area          = "early-help"
question      = "Are families handed on to early help when social care ends?"
counts        = "children whose social care episode closed in the period and who began early help on that day or in the 28 days after"
shape         = "event"
measure       = "count"
unit          = "children"
per           = "child"
good          = "neutral"
settles_after = "28 days"
limit         = "28 days"
dimensions    = ["team", "district", "age-band"]
evidence      = ["closed_on", "closure_reason", "early_help_started_on"]
source        = "Early help benchmarking; children in need census, closure reason"
status        = "live"
since         = "0.1"
---*/
SELECT r.child_id, r.referral_id AS record_id, r.closed_on AS happened_on,
       r.closed_on, r.closure_reason, min(e.started_on) AS early_help_started_on, r.team_id, r.worker_id
FROM referral r
JOIN early_help_episode e
  ON e.child_id = r.child_id AND e.started_on >= r.closed_on AND e.started_on - r.closed_on <= 28
WHERE NOT coalesce(r.no_further_action, r.outcome_nfa, false)
GROUP BY r.child_id, r.referral_id, r.closed_on, r.closure_reason, r.team_id, r.worker_id
