/*---
id         = "foster-places-filled"
title      = "Foster places filled"
area       = "placements"
question   = "Are the authority's own foster carers used to the full?"
counts     = "children in the authority's own foster care at the end of the last day, for each approved place"
shape      = "spell"
measure    = "ratio"
unit       = "%"
per        = "record"
good       = "neutral"
dimensions = ["carer-type", "carer-district"]
evidence   = ["part", "placement_type", "places"]
source     = "Ofsted, Fostering in England statistics"
status     = "live"
since      = "0.1"
---*/
WITH fostered AS (
  SELECT DISTINCT code FROM code_placement_type WHERE group_name IN ('Foster care', 'Kinship foster care')
)
SELECT s.child_id, s.spell_id AS record_id, s.started_on, s.ended_on,
       CAST(1 AS DOUBLE) AS numerator, CAST(0 AS DOUBLE) AS denominator, h.carer_type, h.district AS carer_district,
       'child' AS part, s.placement_type, CAST(NULL AS BIGINT) AS places
FROM looked_after_spell s
JOIN fostered f ON f.code = s.placement_type
LEFT JOIN placement_household l ON l.placement_id = s.placement_id
LEFT JOIN fostering_household h ON h.fostering_household_id = l.fostering_household_id
WHERE s.provider = 'PR1'
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS child_id, 'household ' || fostering_household_id AS record_id, approved_on AS started_on, ended_on,
       CAST(0 AS DOUBLE) AS numerator, CAST(places AS DOUBLE) AS denominator, carer_type, district AS carer_district,
       'household' AS part, CAST(NULL AS VARCHAR) AS placement_type, places
FROM fostering_household
WHERE approved_on < coalesce(ended_on, DATE '9999-12-31') AND places IS NOT NULL
