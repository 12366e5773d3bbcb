/*---
id         = "adoption-panels-with-medical-adviser"
title      = "Adoption panels held with a medical adviser"
area       = "permanence-and-adoption"
question   = "Does the adoption panel have the medical advice it needs?"
counts     = "adoption panels held, or planned and not held, in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "high"
sensitivity = "process"
limit      = "medical advice required"
dimensions = ["panel", "medical-adviser", "panel-status"]
evidence   = ["planned_on", "held_on", "panel_status", "medical_adviser"]
source     = "Adoption Agencies Regulations 2005"
status     = "live"
since      = "0.1"
---*/
WITH adviser AS (
  SELECT code, max(group_name) AS adviser_group FROM code_medical_adviser GROUP BY code
)
SELECT CAST(NULL AS VARCHAR) AS child_id, p.adoption_panel_id AS record_id, coalesce(p.held_on, p.planned_on) AS happened_on,
       CASE WHEN p.held_on IS NULL AND coalesce(p.status, 'held') = 'held' AND p.planned_on >= data_until() THEN CAST(NULL AS BOOLEAN)
            ELSE p.held_on IS NOT NULL AND coalesce(a.adviser_group, 'None') <> 'None' END AS met,
       p.panel, p.status AS panel_status, p.medical_adviser, p.planned_on, p.held_on
FROM adoption_panel p
LEFT JOIN adviser a ON a.code = p.medical_adviser
WHERE coalesce(p.held_on, p.planned_on) IS NOT NULL
