/*---
id    = "care_visit_stretch"
title = "Time looked after, from visit to visit"
about = "Time looked after from the 8th day in care on, cut at every visit at which the child was seen, or nobody recorded whether the child was, and wherever something changes on which the time limit of visits rests: the placement or legal status, the first review, the first year of the placement, a care plan of long-term fostering to 18. clock_on is the day from which a first visit is due: the start of the placement with the same carers or, for a child who lives with a parent under a care order, of that order if it is later. last_visit_on may lie before clock_on. The stretches of one child never overlap."
by    = "child_id"
---*/
WITH visit AS (
  SELECT child_id, visited_on,
         max(CASE WHEN seen_alone THEN 2 WHEN NOT seen_alone THEN 1 ELSE 0 END) AS alone
  FROM care_visit
  WHERE visited_on IS NOT NULL AND coalesce(child_seen, true)
  GROUP BY child_id, visited_on
),
long_term AS (
  SELECT child_id, started_on, coalesce(ended_on, DATE '9999-12-31') AS until_on
  FROM care_plan
  WHERE plan_ltfost18 AND started_on IS NOT NULL
),
first_review AS (
  SELECT care_period_id, child_id, held_on
  FROM care_review_held
  WHERE place_in_period = 1
),
-- The clock begins with the placement; for a child who lives with a parent, again with the care order.
spell AS (
  SELECT l.care_period_id, l.child_id, l.started_on, coalesce(l.ended_on, DATE '9999-12-31') AS until_on, l.entered_on,
         l.placement_type, l.legal_status, p.started_on AS placement_started_on, f.held_on AS first_review_on,
         add_months(p.started_on, 12) AS first_year_until_on,
         CASE WHEN l.placement_type = 'P1' AND l.legal_status = 'C2'
              THEN greatest(coalesce(p.started_on, l.entered_on), l.legal_status_on)
              ELSE coalesce(p.started_on, l.entered_on) END AS clock_on
  FROM looked_after_spell l
  LEFT JOIN placement_counted p ON p.placement_id = l.counted_placement_id AND p.care_period_id = l.care_period_id
  LEFT JOIN first_review f ON f.care_period_id = l.care_period_id AND f.child_id = l.child_id
),
-- Every day on which something changes for the child.
change AS (
  SELECT child_id, started_on AS on_day, CAST(NULL AS DATE) AS visited_on FROM spell
  UNION ALL
  SELECT child_id, entered_on + 8 AS on_day, CAST(NULL AS DATE) AS visited_on FROM spell
  UNION ALL
  SELECT child_id, first_year_until_on AS on_day, CAST(NULL AS DATE) AS visited_on FROM spell
  UNION ALL
  SELECT child_id, held_on AS on_day, CAST(NULL AS DATE) AS visited_on FROM first_review
  UNION ALL
  SELECT child_id, started_on AS on_day, CAST(NULL AS DATE) AS visited_on FROM long_term
  UNION ALL
  SELECT child_id, until_on AS on_day, CAST(NULL AS DATE) AS visited_on FROM long_term
  UNION ALL
  SELECT child_id, visited_on AS on_day, visited_on FROM visit
),
days AS (
  SELECT child_id, on_day, max(visited_on) AS visited_on
  FROM change
  WHERE on_day IS NOT NULL
  GROUP BY child_id, on_day
),
running AS (
  SELECT child_id, on_day,
         max(visited_on) OVER (PARTITION BY child_id ORDER BY on_day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS last_visit_on,
         coalesce(lead(on_day) OVER (PARTITION BY child_id ORDER BY on_day), DATE '9999-12-31') AS next_on
  FROM days
),
piece AS (
  SELECT s.care_period_id, s.child_id, r.on_day AS started_on, least(r.next_on, s.until_on) AS until_on,
         s.placement_type, s.legal_status, s.placement_started_on, s.first_review_on, s.first_year_until_on, s.clock_on,
         r.last_visit_on
  FROM running r
  JOIN spell s ON s.child_id = r.child_id AND r.on_day >= s.started_on AND r.on_day < s.until_on
  WHERE r.on_day >= s.entered_on + 8
),
long_piece AS (
  SELECT DISTINCT p.child_id, p.started_on
  FROM piece p
  JOIN long_term t ON t.child_id = p.child_id AND t.started_on <= p.started_on AND t.until_on > p.started_on
),
facts AS (
  SELECT p.care_period_id, p.child_id, p.started_on AS from_on, nullif(p.until_on, DATE '9999-12-31') AS until_on,
         p.placement_type, p.legal_status, p.placement_started_on, p.first_year_until_on, p.clock_on, p.last_visit_on,
         coalesce(p.first_review_on, DATE '9999-12-31') <= p.started_on AS reviewed,
         t.child_id IS NOT NULL AS long_term,
         CASE WHEN p.last_visit_on IS NULL THEN 'no visit' WHEN v.alone = 2 THEN 'yes' WHEN v.alone = 1 THEN 'no' END AS seen_alone
  FROM piece p
  LEFT JOIN long_piece t ON t.child_id = p.child_id AND t.started_on = p.started_on
  LEFT JOIN visit v ON v.child_id = p.child_id AND v.visited_on = p.last_visit_on
)
SELECT care_period_id, child_id, from_on, until_on, placement_type, legal_status, placement_started_on, first_year_until_on, clock_on,
       last_visit_on, reviewed, long_term, seen_alone
FROM facts
