/*---
id         = "audit-remedial-actions-immediate"
title      = "Audit: remedial actions taken at once"
area       = "quality-assurance"
question   = "When an audit finds a child at risk, is something done the same day?"
counts     = "case audits completed in the period that found a concern for a child's safety"
shape      = "event"
measure    = "percentage"
unit       = "%"
good       = "high"
limit      = "the same working day (local standard)"
dimensions = ["audit-programme", "audit-type", "team", "auditor", "sample-method", "audit-subject"]
evidence   = ["subject_id", "concern_found_on", "due_by", "action_started_on", "recheck_on", "verified_on", "evidence"]
source     = "Local audit procedure"
status     = "live"
since      = "0.1"
---*/
WITH begun AS (
  SELECT source_id, min(started_on) AS action_started_on, max(recheck_on) AS recheck_on, max(verified_on) AS verified_on, max(evidence) AS evidence
  FROM action
  WHERE source_kind = 'audit' AND source_id IS NOT NULL
  GROUP BY source_id
),
concern AS (
  SELECT case_audit_id, child_id, completed_on, programme, audit_type, team_id, auditor_id, sample_method, subject, subject_id,
         coalesce(concern_found_on, completed_on) AS concern_found_on,
         CASE WHEN is_working_day(coalesce(concern_found_on, completed_on)) THEN coalesce(concern_found_on, completed_on)
              ELSE add_working_days(coalesce(concern_found_on, completed_on), 1) END AS due_by
  FROM case_audit
  WHERE completed_on IS NOT NULL AND safety_concern
)
SELECT c.child_id, c.case_audit_id AS record_id, c.completed_on AS happened_on,
       CASE WHEN b.action_started_on <= c.due_by THEN true
            WHEN b.action_started_on IS NULL AND c.due_by >= data_until() THEN NULL
            ELSE false END AS met,
       c.programme, c.audit_type, c.team_id, c.auditor_id, c.sample_method, c.subject, c.subject_id,
       c.concern_found_on, c.due_by, b.action_started_on, b.recheck_on, b.verified_on, b.evidence
FROM concern c
LEFT JOIN begun b ON b.source_id = c.case_audit_id
