/*---
id     = "home-education-contact"
title  = "Yearly contact with a home educated child"
area   = "home-education"
clock  = "ehe-yearly"
soon   = "1 month"
roles  = ["head-of-service"]
source = "DfE guidance on elective home education, 2019"
---*/
WITH told AS (
  SELECT home_education_id, max(happened_on) AS happened_on
  FROM home_education_contact
  WHERE happened_on <= data_until() AND coalesce(accepted, true)
  GROUP BY home_education_id
)
SELECT h.home_education_id AS record_id, h.child_id, greatest(h.counted_on, coalesce(t.happened_on, h.counted_on)) AS started_on,
       h.stopped_on AS until_on, h.worker_id
FROM home_education_counted h
LEFT JOIN told t ON t.home_education_id = h.home_education_id
