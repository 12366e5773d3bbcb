/*---
id         = "edt-calls-against-forecast"
title      = "Emergency duty team calls against the forecast"
area       = "front-door"
question   = "Is the emergency duty team as busy as we planned for?"
counts     = "contacts of the emergency duty team that began in the period, for each hundred forecast for its months"
shape      = "event"
measure    = "ratio"
unit       = "%"
per        = "record"
good       = "neutral"
dimensions = ["edt-service"]
evidence   = ["service", "started_at", "numerator", "denominator"]
source     = "Local emergency duty agreement"
status     = "live"
since      = "0.1"
---*/
WITH forecast AS (
  SELECT series, month_on, value,
         CASE series WHEN 'emergency-duty-children' THEN 'children' WHEN 'emergency-duty-adults' THEN 'adults' END AS service
  FROM baseline_series
),
forecast_month AS (
  SELECT DISTINCT service, extract(YEAR FROM month_on) AS year, extract(MONTH FROM month_on) AS month
  FROM forecast
  WHERE service IS NOT NULL
)
-- Calls count in months that have a forecast, so that both sides are of the same months.
SELECT e.child_id, e.emergency_duty_contact_id AS record_id, e.started_on AS happened_on,
       CAST(1 AS DOUBLE) AS numerator, CAST(0 AS DOUBLE) AS denominator, e.service, e.started_at
FROM emergency_duty_record e
JOIN forecast_month f
  ON f.service = e.service AND f.year = extract(YEAR FROM e.started_on) AND f.month = extract(MONTH FROM e.started_on)
UNION ALL
SELECT CAST(NULL AS VARCHAR) AS child_id, 'forecast/' || series || '/' || CAST(month_on AS VARCHAR) AS record_id, month_on AS happened_on,
       CAST(0 AS DOUBLE) AS numerator, CAST(value AS DOUBLE) AS denominator, service, NULL AS started_at
FROM forecast
WHERE service IS NOT NULL
