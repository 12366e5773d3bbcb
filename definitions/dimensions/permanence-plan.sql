/*---
id    = "permanence-plan"
title = "Permanence plan"
key   = "child_id"
dated = true
many  = true
order = ["Family, with support or short breaks", "Return home within 1 month", "Return home within 6 months", "Return home later", "Long term with relatives or friends", "Long-term fostering to 18", "Residential until independence", "Supported living", "Adoption", "Other plan"]
---*/
WITH plan AS (
  SELECT child_id, started_on, coalesce(ended_on, DATE '9999-12-31') AS until_on, plan_remainsup, plan_return1m, plan_return6m, plan_returnev, plan_ltrelfr,
         plan_ltfost18, plan_resplmt, plan_suppliv, plan_adoption, plan_otherpln
  FROM care_plan
  WHERE started_on IS NOT NULL
)
SELECT child_id AS key, 'Family, with support or short breaks' AS value, started_on AS from_on, until_on FROM plan WHERE plan_remainsup
UNION
SELECT child_id, 'Return home within 1 month', started_on, until_on FROM plan WHERE plan_return1m
UNION
SELECT child_id, 'Return home within 6 months', started_on, until_on FROM plan WHERE plan_return6m
UNION
SELECT child_id, 'Return home later', started_on, until_on FROM plan WHERE plan_returnev
UNION
SELECT child_id, 'Long term with relatives or friends', started_on, until_on FROM plan WHERE plan_ltrelfr
UNION
SELECT child_id, 'Long-term fostering to 18', started_on, until_on FROM plan WHERE plan_ltfost18
UNION
SELECT child_id, 'Residential until independence', started_on, until_on FROM plan WHERE plan_resplmt
UNION
SELECT child_id, 'Supported living', started_on, until_on FROM plan WHERE plan_suppliv
UNION
SELECT child_id, 'Adoption', started_on, until_on FROM plan WHERE plan_adoption
UNION
SELECT child_id, 'Other plan', started_on, until_on FROM plan WHERE plan_otherpln
