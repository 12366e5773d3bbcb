/*---
id         = "data-freshness-longest"
title      = "Longest time until data were shown"
area       = "quality-assurance"
question   = "How old was what we looked at, at worst?"
counts     = "loads that became visible in the period"
shape      = "event"
measure    = "percentile"
percentile = 100
unit       = "hours"
good       = "low"
sensitivity = "none"
limit      = "24 hours (local standard)"
dimensions = ["source-table"]
evidence   = ["source_table", "changed_at", "available_at", "hours"]
source     = "Local standard"
status     = "live"
since      = "0.1"
---*/
SELECT CAST(NULL AS VARCHAR) AS child_id, load_record_id AS record_id, available_on AS happened_on, elapsed_hours(changed_at, available_at) AS measured,
       source_table, changed_at, available_at, elapsed_hours(changed_at, available_at) AS hours
FROM load_record
WHERE available_at >= changed_at
