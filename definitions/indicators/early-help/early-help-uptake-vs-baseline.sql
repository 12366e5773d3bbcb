/*---
id         = "early-help-uptake-vs-baseline"
title      = "Early help uptake compared with the earlier CAF system"
area       = "early-help"
question   = "Do more families get early help than under common assessments?"
counts     = "early help episodes started in the period, for each hundred common assessments started in the same months of the baseline year"
shape      = "event"
measure    = "ratio"
unit       = "%"
per        = "record"
good       = "neutral"
dimensions = []
evidence   = ["started_on", "baseline_month_on", "numerator", "denominator"]
source     = "ADCS Safeguarding Pressures; local baseline"
status     = "live"
since      = "0.1"
---*/
-- One baseline month for each month of the calendar: the earliest, should the series be longer than a year.
WITH baseline AS (
  SELECT extract(MONTH FROM month_on) AS month, min(month_on) AS month_on
  FROM baseline_series
  WHERE series = 'caf'
  GROUP BY extract(MONTH FROM month_on)
),
started AS (
  SELECT early_help_episode_id, child_id, started_on,
         extract(YEAR FROM started_on) AS year, extract(MONTH FROM started_on) AS month
  FROM early_help_episode
  WHERE started_on IS NOT NULL
),
year AS (
  SELECT DISTINCT year FROM started
)
SELECT s.child_id, s.early_help_episode_id AS record_id, s.started_on AS happened_on,
       CAST(1 AS DOUBLE) AS numerator, CAST(0 AS DOUBLE) AS denominator, s.started_on, b.month_on AS baseline_month_on
FROM started s
JOIN baseline b ON b.month = s.month
UNION ALL
-- The baseline month again in every year that has early help.
SELECT CAST(NULL AS VARCHAR) AS child_id, 'baseline/' || CAST(y.year AS VARCHAR) || '/' || CAST(b.month AS VARCHAR) AS record_id,
       add_months(b.month_on, CAST(12 * (y.year - extract(YEAR FROM b.month_on)) AS BIGINT)) AS happened_on,
       CAST(0 AS DOUBLE) AS numerator, CAST(s.value AS DOUBLE) AS denominator, CAST(NULL AS DATE) AS started_on, b.month_on AS baseline_month_on
FROM baseline b
JOIN baseline_series s ON s.series = 'caf' AND s.month_on = b.month_on
CROSS JOIN year y
