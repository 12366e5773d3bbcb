/*---
id         = "committee-actions-completed-in-time"
title      = "Committee requests and resolutions completed in time"
area       = "quality-assurance"
question   = "Do members get what they asked for?"
counts     = "requests and resolutions of committees due in the period"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "high"
sensitivity = "none"
limit      = "the next meeting, unless another is stated"
dimensions = ["committee", "committee-action-type", "action-owner"]
evidence   = ["meeting_on", "item", "words", "owner", "due_on", "completed_on", "evidence"]
source     = "Minutes of the committee"
status     = "live"
since      = "0.1"
---*/
WITH following AS (
  SELECT a.committee_action_id, min(m.meeting_on) AS next_on
  FROM committee_action a
  JOIN committee_meeting m ON m.committee = a.committee AND m.meeting_on > a.meeting_on
  GROUP BY a.committee_action_id
),
due AS (
  SELECT a.committee_action_id, a.committee, a.type, a.owner, a.meeting_on, a.item, a.words, a.completed_on, a.evidence, coalesce(a.due_on, f.next_on) AS due_on
  FROM committee_action a
  LEFT JOIN following f ON f.committee_action_id = a.committee_action_id
)
SELECT CAST(NULL AS VARCHAR) AS child_id, committee_action_id AS record_id, due_on AS happened_on,
       CASE WHEN completed_on <= due_on AND evidence IS NOT NULL THEN true
            WHEN due_on >= data_until() THEN NULL
            ELSE false END AS met,
       committee, type, owner, meeting_on, item, words, due_on, completed_on, evidence
FROM due
WHERE due_on IS NOT NULL
