/*---
id    = "care_episode_keyed"
title = "Episodes and the period of care they belong to"
about = "Every dated episode with the key of its period of care: the key recorded, or one made from the child and the date of entry. A table of its own, because periods of care are made from it in several steps."
by    = "child_id"
---*/
-- Where the key is missing: episodes with the same date of entry belong together; without that too, a period begins at reason S or after a gap.
WITH dated AS (
  SELECT care_episode_id, child_id, started_on, ended_on, need, start_reason, end_reason, referral_id, entered_care_on,
         coalesce(care_period_id,
                  CASE WHEN entered_care_on IS NOT NULL
                       THEN max(care_period_id) OVER (PARTITION BY child_id, entered_care_on) END) AS given_key,
         max(coalesce(ended_on, DATE '9999-12-31')) OVER (PARTITION BY child_id, care_period_id, entered_care_on
             ORDER BY started_on, coalesce(ended_on, DATE '9999-12-31'), care_episode_id
             ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS covered_until_on
  FROM care_episode
  WHERE started_on IS NOT NULL
),
chained AS (
  SELECT care_episode_id, child_id, started_on, ended_on, need, start_reason, end_reason, referral_id, entered_care_on, given_key,
         max(CASE WHEN start_reason = 'S' OR coalesce(covered_until_on, DATE '0001-01-01') < started_on THEN started_on END)
           OVER (PARTITION BY child_id, given_key, entered_care_on
                 ORDER BY started_on, coalesce(ended_on, DATE '9999-12-31'), care_episode_id
                 ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS chain_started_on
  FROM dated
)
SELECT coalesce(given_key, child_id || '/' || CAST(coalesce(entered_care_on, chain_started_on) AS VARCHAR)) AS care_period_id,
       care_episode_id, child_id, started_on, ended_on, need, end_reason, referral_id
FROM chained
