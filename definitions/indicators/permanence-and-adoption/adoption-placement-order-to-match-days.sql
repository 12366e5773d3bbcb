/*---
id         = "adoption-placement-order-to-match-days"
title      = "Average days from placement order to match"
area       = "permanence-and-adoption"
question   = "Once a court agrees to adoption, how long does it take to find the family?"
counts     = "children whose period of care ended in adoption in the period and who had a placement order"
shape      = "event"
measure    = "mean"
unit       = "days"
good       = "low"
limit      = "121 days (4 months)"
dimensions = ["age-band", "sibling-group"]
evidence   = ["placement_order_on", "matched_on", "adopted_on"]
source     = "Adoption scorecards, indicator A2"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, care_period_id AS record_id, adopted_on AS happened_on,
       CASE WHEN matched_on < placement_order_on THEN 0 ELSE matched_on - placement_order_on END AS measured,
       sibling_group, placement_order_on, matched_on, adopted_on
FROM adoption
WHERE placement_order_on IS NOT NULL AND matched_on IS NOT NULL
