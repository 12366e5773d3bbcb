/*---
id    = "care_period"
title = "Periods of care"
about = "All episodes that share a care-period key: from the earliest start to the latest end, open if any episode is open. counted_until_on is the end, or the 18th birthday if that comes first. Short breaks (legal status V3 or V4 on the first day) are marked. counted says whether the period counts as care: no short break, begun before the 18th birthday, and not ended before it began."
by    = "child_id"
---*/
WITH whole AS (
  SELECT care_period_id, child_id,
         min(started_on) AS started_on,
         CASE WHEN count(ended_on) = count(*) THEN max(ended_on) END AS ended_on,
         min(referral_id) AS referral_id
  FROM care_episode_keyed
  GROUP BY care_period_id, child_id
),
-- The category of need is fixed at entry: the first episode that gives one.
needs AS (
  SELECT care_period_id, child_id, need,
         row_number() OVER (PARTITION BY care_period_id, child_id ORDER BY started_on, care_episode_id) AS place
  FROM care_episode_keyed
  WHERE need IS NOT NULL
),
last_episode AS (
  SELECT k.care_period_id, k.child_id, max(k.end_reason) AS end_reason
  FROM care_episode_keyed k
  JOIN whole w ON w.care_period_id = k.care_period_id AND w.child_id = k.child_id AND w.ended_on = k.ended_on
  WHERE coalesce(k.end_reason, '') <> 'X1'
  GROUP BY k.care_period_id, k.child_id
),
-- In force on the first day, or begun on it and ended on it. Begun on the day comes before carried over; of two begun on the day, the one that ended first was first.
first_status AS (
  SELECT w.care_period_id, w.child_id, l.status,
         row_number() OVER (PARTITION BY w.care_period_id, w.child_id
           ORDER BY l.started_on DESC, coalesce(l.ended_on, DATE '9999-12-31'), l.legal_status_id) AS place
  FROM whole w
  JOIN legal_status l
    ON l.child_id = w.child_id
   AND l.started_on <= w.started_on
   AND (coalesce(l.ended_on, DATE '9999-12-31') > w.started_on OR l.started_on = w.started_on)
  WHERE l.status IS NOT NULL
)
SELECT w.care_period_id, w.child_id, w.started_on, w.ended_on,
       CASE WHEN birthday(c.born_on, 18) < coalesce(w.ended_on, DATE '9999-12-31') THEN birthday(c.born_on, 18)
            ELSE w.ended_on END AS counted_until_on,
       c.born_on, n.need, w.referral_id, e.end_reason, s.status AS first_legal_status,
       coalesce(s.status IN ('V3', 'V4'), false) AS short_break,
       NOT coalesce(s.status IN ('V3', 'V4'), false)
         AND w.started_on < coalesce(birthday(c.born_on, 18), DATE '9999-12-31')
         AND w.started_on <= coalesce(w.ended_on, DATE '9999-12-31') AS counted
FROM whole w
LEFT JOIN last_episode e ON e.care_period_id = w.care_period_id AND e.child_id = w.child_id
LEFT JOIN first_status s ON s.care_period_id = w.care_period_id AND s.child_id = w.child_id AND s.place = 1
LEFT JOIN needs n ON n.care_period_id = w.care_period_id AND n.child_id = w.child_id AND n.place = 1
LEFT JOIN child c ON c.child_id = w.child_id
