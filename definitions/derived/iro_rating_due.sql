/*---
id    = "iro_rating_due"
title = "Ratings and their answers"
about = "Each rating sent out, with the working day by which its colour asks for an answer (none for colours without a limit) and the day of its answer. A colour with a limit asks for a formal answer; for the others an acknowledgement is enough. An answer whose kind is not recorded is taken as formal."
by    = "child_id"
---*/
WITH answer AS (
  SELECT code, max(group_name) AS kind FROM code_rating_response GROUP BY code
),
dated AS (
  SELECT r.iro_rating_id, r.child_id, r.iro_id, r.team_id, r.manager_id, r.colour, r.progress, r.practice, r.issued_on, r.responded_on, r.response,
         add_working_days(r.issued_on, TRY_CAST(l.label AS BIGINT)) AS limit_on, a.kind
  FROM iro_rating r
  LEFT JOIN code_rating_response_limit l
    ON l.code = r.colour
   AND coalesce(l.valid_from, DATE '0001-01-01') <= r.issued_on AND coalesce(l.valid_until, DATE '9999-12-31') >= r.issued_on
  LEFT JOIN answer a ON a.code = r.response
  WHERE r.issued_on IS NOT NULL
)
SELECT iro_rating_id, child_id, iro_id, team_id, manager_id, colour, progress, practice, issued_on, limit_on, responded_on, response,
       CASE WHEN limit_on IS NULL OR coalesce(kind, 'Formal') = 'Formal' THEN responded_on END AS answered_on
FROM dated
