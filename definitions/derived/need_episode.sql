/*---
id    = "need_episode"
title = "Episodes of need"
about = "Referrals that opened an episode of need, less those that ended with no further action. The episode ends when it is closed, or on the 18th birthday if that comes first, unless the young person is a care leaver whose episode is still open."
by    = "child_id"
---*/
WITH adult AS (
  SELECT child_id,
         add_months(born_on, 216) + CASE WHEN age_on(born_on, add_months(born_on, 216)) = 18 THEN 0 ELSE 1 END AS adult_on
  FROM child
  WHERE born_on IS NOT NULL
),
served AS (
  SELECT DISTINCT child_id
  FROM care_leaver
  WHERE coalesce(eligibility, '') <> 'No Current Eligibility'
)
SELECT r.referral_id, r.child_id, r.received_on AS started_on,
       CASE WHEN s.child_id IS NULL THEN least(r.closed_on, a.adult_on) ELSE r.closed_on END AS ended_on,
       r.closed_on, r.primary_need, r.source,
       s.child_id IS NOT NULL AS care_leaver
FROM referral r
LEFT JOIN adult a ON a.child_id = r.child_id
LEFT JOIN served s ON s.child_id = r.child_id
WHERE r.received_on IS NOT NULL
  AND NOT coalesce(r.no_further_action, r.outcome_nfa, false)
