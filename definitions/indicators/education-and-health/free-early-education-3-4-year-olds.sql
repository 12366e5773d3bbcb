/*---
id         = "free-early-education-3-4-year-olds"
title      = "Take-up of free early education, 3 and 4-year-olds"
area       = "education-and-health"
question   = "Do 3 and 4-year-olds have a funded place?"
counts     = "3 and 4-year-olds at the latest count"
shape      = "spell"
measure    = "ratio"
unit       = "%"
per        = "record"
good       = "high"
dimensions = ["early-education-district", "early-education-ward", "family-hub-area"]
evidence   = ["as_at_on", "funded", "population"]
benchmark  = "lait:%_3&4yr_olds"
source     = "Education provision: children under 5 years of age, national statistics (January census)"
status     = "live"
since      = "0.1"
---*/
-- A count stands until the next one of the age group, for 12 months at the most.
WITH counted_day AS (
  SELECT DISTINCT as_at_on FROM early_education_count WHERE age_group = '3-4'
),
followed AS (
  SELECT as_at_on, lead(as_at_on) OVER (ORDER BY as_at_on) AS next_on FROM counted_day
)
SELECT CAST(NULL AS VARCHAR) AS child_id, c.early_education_count_id AS record_id, c.as_at_on AS started_on,
       least(coalesce(f.next_on, DATE '9999-12-31'), add_months(c.as_at_on, 12)) AS ended_on,
       CAST(c.funded AS DOUBLE) AS numerator, CAST(c.population AS DOUBLE) AS denominator,
       c.district, c.ward, c.hub_area, c.as_at_on, c.funded, c.population
FROM early_education_count c
JOIN followed f ON f.as_at_on = c.as_at_on
WHERE c.age_group = '3-4' AND c.funded IS NOT NULL AND c.population IS NOT NULL
