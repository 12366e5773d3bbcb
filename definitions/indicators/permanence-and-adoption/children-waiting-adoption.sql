/*---
id         = "children-waiting-adoption"
title      = "Children waiting to be placed for adoption"
area       = "permanence-and-adoption"
question   = "How many children wait for an adoptive family?"
counts     = "children with a decision for adoption, not reversed, and not yet placed at the end of the period's last day"
shape      = "spell"
measure    = "count"
unit       = "children"
per        = "child"
good       = "low"
dimensions = ["time-waiting-for-adoption", "age-band", "sibling-group", "ethnicity-group"]
evidence   = ["adoption_decided_on", "placement_order_on", "matched_on", "placed_on", "decision_reversed_on"]
source     = "Adoption scorecards; Ofsted inspection data, list 10"
status     = "live"
since      = "0.1"
---*/
WITH decided AS (
  SELECT permanence_id, child_id, adoption_decided_on, placement_order_on, matched_on, decision_reversed_on, permanence_order_on,
         least(placed_for_adoption_on, placed_fostering_for_adoption_on) AS placed_on,
         CASE WHEN in_sibling_group THEN 'Y' WHEN NOT in_sibling_group THEN 'N' END AS sibling_group
  FROM permanence
  WHERE adoption_decided_on IS NOT NULL
),
-- The end of the period of care in which the decision was made.
care AS (
  SELECT d.permanence_id, max(coalesce(c.counted_until_on, DATE '9999-12-31')) AS left_care_on
  FROM decided d
  JOIN care_period c
    ON c.child_id = d.child_id AND c.started_on <= d.adoption_decided_on
   AND coalesce(c.counted_until_on, DATE '9999-12-31') >= d.adoption_decided_on
  WHERE c.counted
  GROUP BY d.permanence_id
),
bounded AS (
  SELECT d.permanence_id, d.child_id, d.adoption_decided_on, d.placement_order_on, d.matched_on, d.placed_on, d.decision_reversed_on, d.sibling_group,
         least(coalesce(d.placed_on, DATE '9999-12-31'), coalesce(d.decision_reversed_on, DATE '9999-12-31'),
               coalesce(d.permanence_order_on, DATE '9999-12-31'), coalesce(c.left_care_on, DATE '9999-12-31')) AS until_on
  FROM decided d
  LEFT JOIN care c ON c.permanence_id = d.permanence_id
)
SELECT child_id, permanence_id AS record_id, adoption_decided_on AS started_on, nullif(until_on, DATE '9999-12-31') AS ended_on,
       sibling_group, adoption_decided_on, placement_order_on, matched_on, placed_on, decision_reversed_on
FROM bounded
WHERE until_on > adoption_decided_on
