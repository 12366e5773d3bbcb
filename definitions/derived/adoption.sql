/*---
id    = "adoption"
title = "Adoptions"
about = "One row per period of care that ended in adoption (E11 or E12), with the adoption record that belongs to it: the record of that period of care (or of no named period), one that was not reversed before one that was, the latest of several."
by    = "child_id"
---*/
WITH adopted AS (
  SELECT care_period_id, child_id, started_on AS entered_care_on, counted_until_on AS adopted_on
  FROM care_period
  WHERE end_reason IN ('E11', 'E12') AND counted AND counted_until_on IS NOT NULL
),
ranked AS (
  SELECT a.care_period_id, a.child_id, a.entered_care_on, a.adopted_on,
         p.permanence_id, p.adoption_decided_on, p.placement_order_on, p.matched_on, p.placed_for_adoption_on,
         p.adopted_by_carer, p.placed_with_carer_on, p.placed_fostering_for_adoption_on, p.in_sibling_group, p.worker_id,
         row_number() OVER (
           PARTITION BY a.care_period_id, a.child_id
           ORDER BY CASE WHEN p.decision_reversed_on IS NULL THEN 0 ELSE 1 END,
                    CASE WHEN p.care_period_id IS NULL THEN 1 ELSE 0 END,
                    coalesce(p.placed_for_adoption_on, p.matched_on, p.placement_order_on, DATE '1900-01-01') DESC,
                    p.permanence_id DESC) AS place
  FROM adopted a
  LEFT JOIN permanence p
    ON p.child_id = a.child_id
   AND coalesce(p.care_period_id, a.care_period_id) = a.care_period_id
)
SELECT care_period_id, child_id, entered_care_on, adopted_on, permanence_id, adoption_decided_on, placement_order_on,
       matched_on, placed_for_adoption_on, adopted_by_carer, placed_with_carer_on, placed_fostering_for_adoption_on,
       CASE WHEN in_sibling_group THEN 'Y' WHEN NOT in_sibling_group THEN 'N' END AS sibling_group, worker_id
FROM ranked
WHERE place = 1
