/*---
id         = "adoption-entry-to-placement-days"
title      = "Average days from entry to care to moving in with adoptive family"
area       = "permanence-and-adoption"
question   = "How long do children wait in care before they live with the family that adopts them?"
counts     = "children whose period of care ended in adoption in the period"
shape      = "event"
measure    = "mean"
unit       = "days"
good       = "low"
limit      = "426 days (14 months)"
dimensions = ["age-band", "ethnicity", "ethnicity-group", "sibling-group"]
evidence   = ["entered_care_on", "moved_in_on", "adopted_on", "adopted_by_carer", "placed_for_adoption_on", "placed_with_carer_on"]
source     = "Adoption scorecards, indicator A10 (A1 adjusted for foster carer adoptions)"
status     = "live"
since      = "0.1"
---*/
WITH moved AS (
  SELECT care_period_id, child_id, entered_care_on, adopted_on, adopted_by_carer, placed_for_adoption_on, placed_with_carer_on, sibling_group,
         coalesce(CASE WHEN adopted_by_carer THEN placed_with_carer_on END, placed_for_adoption_on) AS moved_in_on
  FROM adoption
)
SELECT child_id, care_period_id AS record_id, adopted_on AS happened_on,
       CASE WHEN moved_in_on >= entered_care_on THEN moved_in_on - entered_care_on
            WHEN moved_in_on = placed_with_carer_on AND adopted_by_carer THEN 0 END AS measured,
       sibling_group, entered_care_on, moved_in_on, adopted_on, adopted_by_carer, placed_for_adoption_on, placed_with_carer_on
FROM moved
