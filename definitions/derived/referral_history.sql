/*---
id    = "referral_history"
title = "Referrals and the referral before"
about = "One row per dated referral. counted: it is not a second referral of the child on one day, and no earlier episode of need of the child was open on the day. previous_on: the child's counted referral before it. no_further_action: closed with no further action and no assessment started. has_outcome: a decision is recorded."
by    = "child_id"
links = ["referral_id"]
---*/
WITH first_assessment AS (
  SELECT referral_id, min(started_on) AS first_started_on
  FROM assessment
  WHERE referral_id IS NOT NULL AND started_on IS NOT NULL
  GROUP BY referral_id
),
later_assessment AS (
  SELECT r.referral_id, min(a.started_on) AS assessment_started_on
  FROM referral r
  JOIN assessment a ON a.referral_id = r.referral_id AND a.started_on >= r.received_on
  GROUP BY r.referral_id
),
decided AS (
  SELECT r.referral_id, r.child_id, r.received_on, r.closed_on, r.source, r.source_wording, r.primary_need,
         r.team_id, r.worker_id, l.assessment_started_on,
         f.first_started_on IS NULL AND coalesce(r.no_further_action, r.outcome_nfa, false) AS no_further_action,
         f.first_started_on IS NOT NULL AS assessed,
         r.no_further_action IS NOT NULL
           OR coalesce(r.outcome_single_assessment, false) OR coalesce(r.outcome_nfa, false)
           OR coalesce(r.outcome_strategy_discussion, false) OR coalesce(r.outcome_cla_request, false)
           OR coalesce(r.outcome_non_agency_adoption, false) OR coalesce(r.outcome_private_fostering, false)
           OR coalesce(r.outcome_cp_transfer_in, false) OR coalesce(r.outcome_cp_conference, false)
           OR coalesce(r.outcome_care_leaver, false) OR coalesce(r.outcome_other_outcomes_exist, false) AS has_outcome
  FROM referral r
  LEFT JOIN first_assessment f ON f.referral_id = r.referral_id
  LEFT JOIN later_assessment l ON l.referral_id = r.referral_id
  WHERE r.received_on IS NOT NULL
),
-- Of several referrals of a child on one day the one that went furthest stands for all.
-- A referral closed with no further action often has no closure date: it is not open after its day.
-- Days are numbered so that one pass in the order child, day can carry each child's open episodes along.
numbered AS (
  SELECT referral_id, child_id, received_on,
         CASE WHEN assessed THEN 0 WHEN no_further_action THEN 2 ELSE 1 END AS place,
         CAST(dense_rank() OVER (ORDER BY child_id) AS BIGINT) * 10000000 AS child_base,
         received_on - DATE '1900-01-01' AS received_day,
         coalesce(closed_on, CASE WHEN no_further_action THEN received_on ELSE DATE '9999-12-31' END) - DATE '1900-01-01' AS closed_day
  FROM decided
),
carried AS (
  SELECT referral_id, child_id, received_on, child_base, received_day,
         max(child_base + closed_day) OVER (ORDER BY child_base, received_day, place, referral_id
                                            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS open_until,
         max(child_base + received_day) OVER (ORDER BY child_base, received_day, place, referral_id
                                              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS last_received
  FROM numbered
),
kept AS (
  SELECT referral_id, child_id, received_on
  FROM carried
  WHERE coalesce(open_until, 0) <= child_base + received_day
    AND coalesce(last_received, 0) < child_base + received_day
),
paired AS (
  SELECT referral_id, child_id,
         lag(child_id) OVER (ORDER BY child_id, received_on) AS previous_child_id,
         lag(received_on) OVER (ORDER BY child_id, received_on) AS previous_received_on
  FROM kept
)
SELECT d.referral_id, d.child_id, d.received_on, d.closed_on, d.source, d.source_wording, d.primary_need, d.team_id, d.worker_id,
       d.assessment_started_on, d.no_further_action, d.has_outcome,
       p.referral_id IS NOT NULL AS counted,
       CASE WHEN p.previous_child_id = p.child_id THEN p.previous_received_on END AS previous_on
FROM decided d
LEFT JOIN paired p ON p.referral_id = d.referral_id
