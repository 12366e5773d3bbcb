/*---
id    = "placement_counted"
title = "Placements that count as moves"
about = "Placements with the same carers run together. Placements that begin and end on one day are left out, temporary ones (types T0 to T4) belong to the placement they interrupt, and a change of status with the same carers, adoption by them included, is no move. placement_id is the first record of the run. third_last_ended_on is the end of the placement two before, in whatever period of care."
by    = "child_id"
---*/
WITH lasting AS (
  SELECT placement_id, child_id, care_period_id, started_on, ended_on, placement_type, provider_urn, postcode, change_reason, start_reason,
         CASE WHEN placement_type IN ('T0', 'T1', 'T2', 'T3', 'T4') THEN 1 ELSE 0 END AS temporary
  FROM placement_in_care
  WHERE coalesce(ended_on, DATE '9999-12-31') > started_on
),
grouped AS (
  SELECT placement_id, child_id, care_period_id, started_on, ended_on, placement_type, provider_urn, postcode, change_reason, start_reason, temporary,
         sum(1 - temporary) OVER (PARTITION BY child_id, care_period_id ORDER BY started_on, temporary, placement_id
                                  ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS stay
  FROM lasting
),
stays AS (
  SELECT child_id, care_period_id, stay,
         min(started_on) AS started_on,
         CASE WHEN count(ended_on) = count(*) THEN max(ended_on) END AS ended_on,
         max(temporary) AS interrupted,
         max(CASE WHEN temporary = 0 THEN placement_id END) AS placement_id,
         max(CASE WHEN temporary = 0 THEN placement_type END) AS placement_type,
         max(CASE WHEN temporary = 0 THEN provider_urn END) AS provider_urn,
         max(CASE WHEN temporary = 0 THEN postcode END) AS postcode,
         max(CASE WHEN temporary = 0 THEN change_reason END) AS change_reason,
         max(CASE WHEN temporary = 0 THEN start_reason END) AS start_reason
  FROM grouped
  WHERE stay > 0
  GROUP BY child_id, care_period_id, stay
),
linked AS (
  SELECT child_id, care_period_id, stay, started_on, ended_on, placement_id, placement_type, provider_urn, postcode, start_reason,
         lag(placement_id) OVER (PARTITION BY child_id, care_period_id ORDER BY stay) AS before_id,
         lag(placement_type) OVER (PARTITION BY child_id, care_period_id ORDER BY stay) AS before_type,
         lag(provider_urn) OVER (PARTITION BY child_id, care_period_id ORDER BY stay) AS before_urn,
         lag(postcode) OVER (PARTITION BY child_id, care_period_id ORDER BY stay) AS before_postcode,
         lag(change_reason) OVER (PARTITION BY child_id, care_period_id ORDER BY stay) AS before_change_reason,
         lag(interrupted) OVER (PARTITION BY child_id, care_period_id ORDER BY stay) AS before_interrupted
  FROM stays
),
judged AS (
  SELECT child_id, care_period_id, stay, started_on, ended_on, placement_id, placement_type,
         CASE
           WHEN before_id IS NULL THEN 1
           WHEN start_reason IN ('T', 'U') THEN 0
           WHEN before_change_reason = 'PLACE' THEN 0
           WHEN placement_type IN ('A3', 'A5') AND starts_with(before_type, 'U') THEN 0
           WHEN provider_urn = before_urn AND postcode = before_postcode THEN 0
           WHEN before_interrupted = 1 AND placement_type = before_type
                AND coalesce(provider_urn, '') = coalesce(before_urn, '')
                AND coalesce(postcode, '') = coalesce(before_postcode, '') THEN 0
           ELSE 1
         END AS moved
  FROM linked
),
numbered AS (
  SELECT child_id, care_period_id, stay, started_on, ended_on, placement_id, placement_type, moved,
         sum(moved) OVER (PARTITION BY child_id, care_period_id ORDER BY stay ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS run
  FROM judged
),
runs AS (
  SELECT child_id, care_period_id, run,
         min(started_on) AS started_on,
         CASE WHEN count(ended_on) = count(*) THEN max(ended_on) END AS ended_on,
         max(CASE WHEN moved = 1 THEN placement_id END) AS placement_id,
         max(CASE WHEN moved = 1 THEN placement_type END) AS first_type
  FROM numbered
  GROUP BY child_id, care_period_id, run
),
bounded AS (
  SELECT r.placement_id, r.child_id, r.care_period_id, r.started_on, r.first_type,
         nullif(least(coalesce(r.ended_on, DATE '9999-12-31'),
                      coalesce(lead(r.started_on) OVER (PARTITION BY r.child_id, r.care_period_id ORDER BY r.run), DATE '9999-12-31'),
                      coalesce(c.counted_until_on, DATE '9999-12-31')), DATE '9999-12-31') AS ended_on,
         lag(r.started_on) OVER (PARTITION BY r.child_id, r.care_period_id ORDER BY r.run) AS previous_started_on
  FROM runs r
  JOIN care_period c ON c.care_period_id = r.care_period_id AND c.child_id = r.child_id
)
SELECT placement_id, child_id, care_period_id, started_on, ended_on, first_type, previous_started_on,
       lag(placement_id, 2) OVER (PARTITION BY child_id ORDER BY started_on, placement_id) AS third_last_id,
       lag(ended_on, 2) OVER (PARTITION BY child_id ORDER BY started_on, placement_id) AS third_last_ended_on
FROM bounded
