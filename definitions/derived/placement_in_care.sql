/*---
id    = "placement_in_care"
title = "Placements and the period of care they fall in"
about = "Each placement with a start date, tied to its period of care: by the key where it fits, else by the dates. Short breaks are left out. start_reason is the reason recorded for the episode with which the placement begins."
by    = "child_id"
links = ["care_period_id"]
---*/
WITH owner AS (
  SELECT care_period_id, max(child_id) AS child_id FROM care_period GROUP BY care_period_id
),
reason AS (
  SELECT placement_id, started_on, max(start_reason) AS start_reason
  FROM care_episode
  WHERE placement_id IS NOT NULL
  GROUP BY placement_id, started_on
),
known AS (
  SELECT p.placement_id, coalesce(p.child_id, o.child_id) AS child_id, p.care_period_id AS given_key, p.started_on, p.ended_on,
         p.placement_type, p.provider, p.provider_urn, p.postcode, p.distance_miles, p.change_reason, r.start_reason
  FROM placement p
  LEFT JOIN owner o ON o.care_period_id = p.care_period_id
  LEFT JOIN reason r ON r.placement_id = p.placement_id AND r.started_on = p.started_on
  WHERE p.started_on IS NOT NULL
),
tied AS (
  SELECT k.placement_id, k.child_id, c.care_period_id, k.started_on, k.ended_on, k.placement_type, k.provider, k.provider_urn, k.postcode,
         k.distance_miles, k.change_reason, k.start_reason, c.counted,
         row_number() OVER (PARTITION BY k.placement_id
           ORDER BY CASE WHEN k.given_key = c.care_period_id THEN 0 ELSE 1 END,
                    CASE WHEN c.started_on <= k.started_on THEN 0 ELSE 1 END,
                    c.started_on DESC, c.care_period_id) AS place
  FROM known k
  JOIN care_period c
    ON c.child_id = k.child_id
   AND k.started_on <= coalesce(c.ended_on, DATE '9999-12-31')
   AND coalesce(k.ended_on, DATE '9999-12-31') >= c.started_on
)
SELECT placement_id, child_id, care_period_id, started_on, ended_on, placement_type, provider, provider_urn, postcode, distance_miles,
       change_reason, start_reason
FROM tied
WHERE place = 1 AND counted
