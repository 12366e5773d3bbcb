/*---
id         = "fostering-applications-open"
title      = "Households on the way to fostering"
area       = "placements"
question   = "How far has the search for foster carers come?"
counts     = "households with an open enquiry or application at the end of the last day"
shape      = "spell"
measure    = "count"
unit       = "households"
per        = "record"
good       = "neutral"
dimensions = ["fostering-stage", "carer-type", "campaign", "carer-district"]
evidence   = ["fostering_stage", "started_on"]
source     = "Ofsted, Fostering in England statistics"
status     = "live"
since      = "0.1"
---*/
WITH household AS (
  SELECT fostering_household_id, carer_type, district, campaign, enquired_on, applied_on, stage_one_ended_on, stage_two_ended_on,
         least(coalesce(approved_on, DATE '9999-12-31'), coalesce(withdrawn_on, DATE '9999-12-31'), coalesce(ended_on, DATE '9999-12-31')) AS until_on
  FROM fostering_household
),
stage AS (
  SELECT fostering_household_id, carer_type, district, campaign, 'Enquiry' AS fostering_stage, enquired_on AS started_on,
         least(coalesce(applied_on, DATE '9999-12-31'), coalesce(stage_one_ended_on, DATE '9999-12-31'), coalesce(stage_two_ended_on, DATE '9999-12-31'), until_on) AS until_on
  FROM household
  UNION ALL
  SELECT fostering_household_id, carer_type, district, campaign, 'Stage one' AS fostering_stage, applied_on AS started_on,
         least(coalesce(stage_one_ended_on, DATE '9999-12-31'), coalesce(stage_two_ended_on, DATE '9999-12-31'), until_on) AS until_on
  FROM household
  UNION ALL
  SELECT fostering_household_id, carer_type, district, campaign, 'Stage two' AS fostering_stage, stage_one_ended_on AS started_on,
         least(coalesce(stage_two_ended_on, DATE '9999-12-31'), until_on) AS until_on
  FROM household
  UNION ALL
  SELECT fostering_household_id, carer_type, district, campaign, 'Awaiting decision' AS fostering_stage, stage_two_ended_on AS started_on, until_on
  FROM household
)
SELECT CAST(NULL AS VARCHAR) AS child_id, fostering_household_id || '/' || fostering_stage AS record_id, started_on,
       nullif(until_on, DATE '9999-12-31') AS ended_on, fostering_stage, carer_type, district AS carer_district, campaign
FROM stage
WHERE started_on < until_on
