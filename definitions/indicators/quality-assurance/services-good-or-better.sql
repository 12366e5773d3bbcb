/*---
id         = "services-good-or-better"
title      = "Inspected services good or better"
area       = "quality-assurance"
question   = "How many of our services are good?"
counts     = "inspected services with a grade at the end of the last day"
shape      = "spell"
measure    = "percentage"
unit       = "%"
good       = "high"
sensitivity = "none"
dimensions = ["inspected-service-kind", "inspection-framework"]
evidence   = ["service", "grade", "framework", "inspected_on"]
source     = "Ofsted inspections of children's services and providers"
status     = "live"
since      = "0.1"
---*/
WITH kind AS (
  SELECT code, max(group_name) AS standing FROM code_inspection_grade GROUP BY code
),
closing AS (
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
       k.standing = 'Good or better' AS met, g.service, g.service_kind, g.framework, g.grade, g.inspected_on
FROM graded g
JOIN kind k ON k.code = g.grade
LEFT JOIN closing c ON c.service = g.service
WHERE k.standing <> 'No grade' AND g.inspected_on < least(coalesce(g.next_on, DATE '9999-12-31'), coalesce(c.closed_on, DATE '9999-12-31'))
