/*---
id    = "iro_contact_standing"
title = "Whether the reviewing officer has been in touch"
about = "Each counted period of care from the day after its third month, cut into days on which there has and has not been a contact of the reviewing officer on or after the last review or in the last 6 months. Contacts of the same period of care only."
by    = "child_id"
---*/
WITH care AS (
  SELECT care_period_id, child_id, started_on AS entered_on, add_months(started_on, 3) + 1 AS counted_from_on,
         coalesce(counted_until_on, DATE '9999-12-31') AS until_on
  FROM care_period
  WHERE counted
),
contact AS (
  SELECT c.care_period_id, c.child_id, k.contact_on
  FROM care c
  JOIN iro_contact k ON k.child_id = c.child_id AND k.contact_on >= c.entered_on AND k.contact_on <= c.until_on
  GROUP BY c.care_period_id, c.child_id, k.contact_on
),
reviewed AS (
  SELECT k.care_period_id, k.child_id, k.contact_on,
         max(CASE WHEN r.held_on <= k.contact_on THEN 1 ELSE 0 END) AS after_review,
         min(CASE WHEN r.held_on > k.contact_on THEN r.held_on END) AS next_review_on
  FROM contact k
  JOIN care_review_held r ON r.care_period_id = k.care_period_id AND r.child_id = k.child_id
  GROUP BY k.care_period_id, k.child_id, k.contact_on
),
stands AS (
  SELECT k.care_period_id, k.child_id, k.contact_on,
         greatest(add_months(k.contact_on, 6) + 1,
                  CASE WHEN v.after_review = 1 THEN coalesce(v.next_review_on, DATE '9999-12-31') ELSE DATE '0001-01-01' END) AS until_on,
         coalesce(lead(k.contact_on) OVER (PARTITION BY k.care_period_id, k.child_id ORDER BY k.contact_on), DATE '9999-12-31') AS next_contact_on
  FROM contact k
  LEFT JOIN reviewed v ON v.care_period_id = k.care_period_id AND v.child_id = k.child_id AND v.contact_on = k.contact_on
),
first_contact AS (
  SELECT care_period_id, child_id, min(contact_on) AS contact_on FROM contact GROUP BY care_period_id, child_id
),
piece AS (
  SELECT c.care_period_id, c.child_id, c.entered_on AS from_on, coalesce(f.contact_on, DATE '9999-12-31') AS until_on, false AS met, CAST(NULL AS DATE) AS contact_on
  FROM care c
  LEFT JOIN first_contact f ON f.care_period_id = c.care_period_id AND f.child_id = c.child_id
  UNION ALL
  SELECT care_period_id, child_id, contact_on AS from_on, least(until_on, next_contact_on) AS until_on, true AS met, contact_on
  FROM stands
  UNION ALL
  SELECT care_period_id, child_id, until_on AS from_on, next_contact_on AS until_on, false AS met, contact_on
  FROM stands
  WHERE until_on < next_contact_on
)
SELECT c.care_period_id || '/' || CAST(greatest(p.from_on, c.counted_from_on) AS VARCHAR) AS standing_id,
       c.care_period_id, c.child_id, greatest(p.from_on, c.counted_from_on) AS started_on, least(p.until_on, c.until_on) AS until_on,
       p.met, p.contact_on AS last_contact_on, c.entered_on
FROM piece p
JOIN care c ON c.care_period_id = p.care_period_id AND c.child_id = p.child_id
WHERE greatest(p.from_on, c.counted_from_on) < least(p.until_on, c.until_on)
