/*---
id    = "first_known"
title = "Since when a child has been known to social care"
about = "The first day on which an episode of need or a period of care of the child began. Referrals that ended with no further action, and contacts alone, do not make a child known."
by    = "child_id"
---*/
WITH help AS (
  SELECT child_id, started_on FROM need_episode
  UNION ALL
  SELECT child_id, started_on FROM care_period WHERE counted
)
SELECT child_id, min(started_on) AS known_on
FROM help
WHERE started_on IS NOT NULL
GROUP BY child_id
