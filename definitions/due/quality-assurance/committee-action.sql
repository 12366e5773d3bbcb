/*---
id       = "committee-action"
title    = "Action for a committee"
area     = "quality-assurance"
clock    = "minutes-action"
soon     = "10 working days"
roles    = ["democratic-services", "head-of-service", "director"]
optional = ["committee_meeting"]
source   = "Domain guide, section 16"
---*/
WITH following AS (
  SELECT a.committee_action_id, min(m.meeting_on) AS next_on
  FROM committee_action a
  JOIN committee_meeting m ON m.committee = a.committee AND m.meeting_on > a.meeting_on
  GROUP BY a.committee_action_id
)
SELECT a.committee_action_id AS record_id, CAST(NULL AS VARCHAR) AS child_id, a.meeting_on AS started_on, coalesce(a.due_on, f.next_on) AS due_on
FROM committee_action a
LEFT JOIN following f ON f.committee_action_id = a.committee_action_id
WHERE a.meeting_on IS NOT NULL AND (a.completed_on IS NULL OR a.evidence IS NULL)
