/*---
id    = "service"
title = "Service"
key   = "child_id"
dated = true
many  = true
---*/
-- Pieces of work of one service with one child that lie upon one another run together, so that the child counts once for each service.
WITH work AS (
  SELECT child_id, service, service_involvement_id, started_on, coalesce(ended_on, DATE '9999-12-31') AS until_on
  FROM service_involvement
  WHERE started_on IS NOT NULL AND service IS NOT NULL
),
headed AS (
  SELECT child_id, service, service_involvement_id, started_on, until_on,
         CASE WHEN coalesce(max(until_on) OVER (PARTITION BY child_id, service ORDER BY started_on, service_involvement_id
                                                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), DATE '0001-01-01') >= started_on
              THEN 0 ELSE 1 END AS head
  FROM work
),
joined AS (
  SELECT child_id, service, started_on, until_on,
         sum(head) OVER (PARTITION BY child_id, service ORDER BY started_on, service_involvement_id
                         ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS stretch
  FROM headed
)
SELECT j.child_id AS key, coalesce(max(c.label), j.service) AS value, min(j.started_on) AS from_on, max(j.until_on) AS until_on
FROM joined j
LEFT JOIN code_service_type c ON c.code = j.service
GROUP BY j.child_id, j.service, j.stretch
