/*---
id    = "care_proceedings_dated"
title = "Care proceedings and the day they ended"
about = "Care proceedings with a date of issue. concluded_on is the recorded day or, where that is empty, the day of the first final order after the issue: a full care or placement order in the legal statuses, or the end of care by special guardianship or child arrangements order. derived says that it was found so."
by    = "child_id"
---*/
WITH issued AS (
  SELECT care_proceedings_id, child_id, court_reference, issued_on, concluded_on, final_order, team_id
  FROM care_proceedings
  WHERE issued_on IS NOT NULL
),
made AS (
  SELECT i.care_proceedings_id, l.started_on AS ordered_on, CASE WHEN l.status = 'E1' THEN 'placement' ELSE 'care' END AS final_order
  FROM issued i
  JOIN legal_status l ON l.child_id = i.child_id AND l.started_on >= i.issued_on
  WHERE i.concluded_on IS NULL AND l.status IN ('C2', 'E1')
  UNION ALL
  SELECT i.care_proceedings_id, c.counted_until_on AS ordered_on,
         CASE WHEN c.end_reason = 'E41' THEN 'child-arrangements' ELSE 'special-guardianship' END AS final_order
  FROM issued i
  JOIN care_period c ON c.child_id = i.child_id AND c.counted_until_on >= i.issued_on
  WHERE i.concluded_on IS NULL AND c.counted AND c.end_reason IN ('E41', 'E43', 'E44', 'E45', 'E46', 'E47', 'E48')
),
earliest AS (
  SELECT care_proceedings_id, min(ordered_on) AS ordered_on FROM made GROUP BY care_proceedings_id
),
-- A care order and a placement order made together are one decision.
named AS (
  SELECT e.care_proceedings_id, e.ordered_on, max(m.final_order) AS final_order
  FROM earliest e
  JOIN made m ON m.care_proceedings_id = e.care_proceedings_id AND m.ordered_on = e.ordered_on
  GROUP BY e.care_proceedings_id, e.ordered_on
)
SELECT i.care_proceedings_id, i.child_id, i.court_reference, i.issued_on,
       coalesce(i.concluded_on, n.ordered_on) AS concluded_on,
       i.concluded_on IS NULL AND n.ordered_on IS NOT NULL AS derived,
       coalesce(i.final_order, n.final_order) AS final_order, i.team_id
FROM issued i
LEFT JOIN named n ON n.care_proceedings_id = i.care_proceedings_id
