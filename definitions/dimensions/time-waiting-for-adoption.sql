/*---
id    = "time-waiting-for-adoption"
title = "Time since the decision"
key   = "record_id"
dated = true
order = ["Under 3 months", "3 to 6 months", "6 to 12 months", "12 months and over"]
---*/
WITH decided AS (
  SELECT permanence_id, adoption_decided_on FROM permanence WHERE adoption_decided_on IS NOT NULL
)
SELECT permanence_id AS key, 'Under 3 months' AS value, adoption_decided_on AS from_on, add_months(adoption_decided_on, 3) AS until_on FROM decided
UNION ALL
SELECT permanence_id, '3 to 6 months', add_months(adoption_decided_on, 3), add_months(adoption_decided_on, 6) FROM decided
UNION ALL
SELECT permanence_id, '6 to 12 months', add_months(adoption_decided_on, 6), add_months(adoption_decided_on, 12) FROM decided
UNION ALL
SELECT permanence_id, '12 months and over', add_months(adoption_decided_on, 12), DATE '9999-12-31' FROM decided
