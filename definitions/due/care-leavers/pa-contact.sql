/*---
id     = "pa-contact"
title  = "Contact with a care leaver"
area   = "care-leavers"
clock  = "pa-contact"
soon   = "7 days"
roles  = ["social-worker", "team-manager"]
source = "Local procedures, commonly 8 weeks"
---*/
WITH ranked AS (
  SELECT l.care_leaver_id, l.child_id, l.eligibility, l.in_touch, l.latest_contact_on, l.pathway_plan_reviewed_on, l.personal_adviser, l.team_id, c.born_on,
         row_number() OVER (PARTITION BY l.child_id
           ORDER BY coalesce(l.latest_contact_on, l.pathway_plan_reviewed_on, DATE '0001-01-01') DESC, l.care_leaver_id DESC) AS place
  FROM care_leaver l
  JOIN child c ON c.child_id = l.child_id
  WHERE c.born_on IS NOT NULL
)
SELECT care_leaver_id AS record_id, child_id, latest_contact_on AS started_on, birthday(born_on, 25) AS until_on, team_id, personal_adviser AS worker_id
FROM ranked
WHERE place = 1 AND latest_contact_on IS NOT NULL AND eligibility IN ('Eligible', 'Relevant', 'Former Relevant') AND coalesce(in_touch, '') <> 'DIED'
  AND (eligibility = 'Former Relevant' OR birthday(born_on, 18) <= data_until() OR eligibility = 'Relevant')
