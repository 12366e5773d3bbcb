/*---
id         = "ehe-rate-per-10k"
title      = "Home educated children per 10,000 of school age"
area       = "home-education"
question   = "How common is home education here?"
counts     = "children of compulsory school age known to be home educated at the end of the last day"
shape      = "spell"
measure    = "ratio"
unit       = "per 10,000"
per        = "child"
good       = "neutral"
evidence   = ["population_year", "population"]
needs      = ["population_by_age.children"]
source     = "Elective home education, Department for Education (termly count)"
status     = "live"
since      = "0.1"
---*/
-- The mid-year estimate of a year is used from 1 January of the year after until the next one takes its place. In ten thousands of children.
WITH estimate AS (
  SELECT year, sum(children) AS children
  FROM population_by_age
  WHERE age BETWEEN 5 AND 15
  GROUP BY year
),
followed AS (
  SELECT year, children, lead(year) OVER (ORDER BY year) AS next_year FROM estimate
)
SELECT child_id, home_education_id AS record_id, counted_on AS started_on, stopped_on AS ended_on,
       CAST(1 AS DOUBLE) AS numerator, CAST(0 AS DOUBLE) AS denominator,
       CAST(NULL AS BIGINT) AS population_year, CAST(NULL AS BIGINT) AS population
FROM home_education_counted
UNION ALL
SELECT CAST(NULL AS VARCHAR), 'population/' || CAST(year AS VARCHAR), add_months(DATE '2000-01-01', (year - 1999) * 12),
       add_months(DATE '2000-01-01', (next_year - 1999) * 12),
       CAST(0 AS DOUBLE), CAST(children AS DOUBLE) / 10000,
       year, CAST(children AS BIGINT)
FROM followed
