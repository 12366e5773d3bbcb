/*---
id    = "strategy_discussion_attendance"
title = "Agencies that had to be at a strategy discussion, or were asked"
about = "One row for each dated strategy discussion and agency: those that must always take part (the agencies of the list that are marked so), the agency that raised the concern, and any other that was asked. required: the agency had to be there. attended: somebody from it is recorded as having taken part."
---*/
WITH discussion AS (
  SELECT strategy_discussion_id, referring_agency FROM strategy_discussion WHERE held_on IS NOT NULL
),
required AS (
  SELECT d.strategy_discussion_id, a.code AS agency
  FROM discussion d
  CROSS JOIN code_strategy_agency a
  WHERE a.group_name = 'Always required'
  UNION
  SELECT strategy_discussion_id, referring_agency AS agency
  FROM discussion
  WHERE referring_agency IS NOT NULL
),
asked AS (
  SELECT d.strategy_discussion_id, a.agency, max(CASE WHEN a.attended THEN 1 ELSE 0 END) AS came
  FROM discussion d
  JOIN strategy_discussion_agency a ON a.strategy_discussion_id = d.strategy_discussion_id
  GROUP BY d.strategy_discussion_id, a.agency
),
pair AS (
  SELECT strategy_discussion_id, agency FROM required
  UNION
  SELECT strategy_discussion_id, agency FROM asked
)
SELECT p.strategy_discussion_id || '/' || p.agency AS attendance_id,
       p.strategy_discussion_id, p.agency, r.agency IS NOT NULL AS required, coalesce(a.came, 0) = 1 AS attended
FROM pair p
LEFT JOIN required r ON r.strategy_discussion_id = p.strategy_discussion_id AND r.agency = p.agency
LEFT JOIN asked a ON a.strategy_discussion_id = p.strategy_discussion_id AND a.agency = p.agency
