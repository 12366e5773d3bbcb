/*---
id    = "health_assessment"
title = "Health assessments of looked after children"
about = "Health checks that are health assessments and took place (status completed, or not recorded). initial: its wording says initial (or IHA). Dental, developmental and surveillance checks are not health assessments."
by    = "child_id"
---*/
WITH worded AS (
  SELECT health_check_id, child_id, checked_on, kind, lower(kind) AS wording
  FROM health_check
  WHERE checked_on IS NOT NULL AND coalesce(status, 'Completed') = 'Completed'
)
SELECT health_check_id, child_id, checked_on, kind,
       wording LIKE '%initial%' OR wording = 'iha' AS initial
FROM worded
WHERE wording LIKE '%initial%' OR wording IN ('iha', 'rha')
   OR (wording LIKE '%health%' AND wording NOT LIKE '%dent%'
       AND wording NOT LIKE '%develop%' AND wording NOT LIKE '%surveil%')
