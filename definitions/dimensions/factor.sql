/*---
id    = "factor"
title = "Factor found at the end of an assessment"
key   = "record_id"
many  = true
---*/
SELECT DISTINCT f.assessment_id AS key, coalesce(c.label, f.factor) AS value
FROM assessment_factor f
LEFT JOIN code_assessment_factors c ON c.code = f.factor
WHERE f.factor IS NOT NULL
