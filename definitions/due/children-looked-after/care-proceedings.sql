/*---
id     = "care-proceedings"
title  = "Care proceedings to be concluded"
area   = "children-looked-after"
clock  = "care-proceedings"
soon   = "4 weeks"
roles  = ["team-manager", "head-of-service"]
source = "Children and Families Act 2014, section 14"
---*/
SELECT care_proceedings_id AS record_id, child_id, issued_on AS started_on, team_id
FROM care_proceedings_dated
WHERE concluded_on IS NULL
