/*---
id         = "special-guardianship-exits"
title      = "Exits from care by special guardianship"
area       = "permanence-and-adoption"
question   = "How many of the children who leave care find a lasting home with a special guardian?"
counts     = "children who ceased to be looked after in the period; a child who left more than once in a financial year counts by the last time"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "neutral"
dimensions = ["age-band", "ethnicity-group", "district"]
evidence   = ["entered_care_on", "ceased_on", "end_reason"]
benchmark  = "lait:LAC_ceased_SGO%"
source     = "Children looked after in England, national statistics (SSDA903)"
status     = "live"
since      = "0.1"
---*/
WITH left_care AS (
  SELECT care_period_id, child_id, started_on AS entered_care_on, counted_until_on AS ceased_on, end_reason,
         lead(counted_until_on) OVER (PARTITION BY child_id ORDER BY counted_until_on, started_on, care_period_id) AS next_ceased_on
  FROM care_period
  WHERE counted AND counted_until_on <= data_until()
),
-- Three months earlier, a financial year is a calendar year.
in_year AS (
  SELECT care_period_id, child_id, entered_care_on, ceased_on, end_reason,
         EXTRACT(YEAR FROM add_months(ceased_on, -3)) AS year_ceased,
         coalesce(EXTRACT(YEAR FROM add_months(next_ceased_on, -3)), 0) AS next_year_ceased
  FROM left_care
)
SELECT child_id, care_period_id AS record_id, ceased_on AS happened_on,
       coalesce(end_reason IN ('E43', 'E44', 'E45', 'E46', 'E47', 'E48'), false) AS met,
       entered_care_on, ceased_on, end_reason
FROM in_year
WHERE year_ceased <> next_year_ceased
