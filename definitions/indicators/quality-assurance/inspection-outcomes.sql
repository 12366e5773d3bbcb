/*---
id         = "inspection-outcomes"
title      = "Inspection outcomes of services"
area       = "quality-assurance"
question   = "What do inspectors say of our services?"
counts     = "inspected services at the end of the last day, by their latest grade"
shape      = "spell"
measure    = "count"
unit       = "services"
good       = "neutral"
sensitivity = "none"
dimensions = ["inspection-grade", "inspected-service", "inspected-service-kind", "inspection-framework"]
evidence   = ["service", "grade", "framework", "inspected_on"]
source     = "Ofsted inspections of children's services and providers"
status     = "live"
since      = "0.1"
---*/
WITH closing AS (
  SELECT service, max(closed_on) AS closed_on FROM inspection GROUP BY service
),
graded AS (
  SELECT inspection_id, service, service_kind, framework, grade, inspected_on,
         lead(inspected_on) OVER (PARTITION BY service ORDER BY inspected_on, inspection_id) AS next_on
  FROM inspection
  WHERE inspected_on IS NOT NULL AND grade IS NOT NULL
)
SELECT CAST(NULL AS VARCHAR) AS child_id, g.inspection_id AS record_id, g.inspected_on AS started_on,
       nullif(least(coalesce(g.next_on, DATE '9999-12-31'), coalesce(c.closed_on, DATE '9999-12-31')), DATE '9999-12-31') AS ended_on,
       g.service, g.service_kind, g.framework, g.grade, g.inspected_on
FROM graded g
LEFT JOIN closing c ON c.service = g.service
WHERE g.inspected_on < least(coalesce(g.next_on, DATE '9999-12-31'), coalesce(c.closed_on, DATE '9999-12-31'))
