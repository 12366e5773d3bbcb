/*---
id    = "post_held"
title = "Who held which post"
about = "Each holder of a post from a day to a day, cut where the post changes its team, hours or grade. staff_group is the group of the role in the code list: Social worker, Social work manager, Reviewing officer, Family worker or Support; social_work is true for the first three. agency is true for agency contracts and permanent for permanent ones. Days outside the post's own are left out."
---*/
WITH kind AS (
  SELECT code, max(group_name) AS staff_group FROM code_post_role GROUP BY code
),
contract AS (
  SELECT code, max(group_name) AS basis FROM code_employment_contract GROUP BY code
)
SELECT h.post_holding_id || '/' || CAST(p.from_on AS VARCHAR) AS post_held_id, h.post_holding_id, h.post_id, p.from_on AS post_from_on, h.worker_id,
       p.role, k.staff_group, coalesce(k.staff_group IN ('Social worker', 'Social work manager', 'Reviewing officer'), false) AS social_work,
       p.team_id, p.grade, coalesce(h.fte, p.fte) AS fte,
       coalesce(c.basis = 'Agency', false) AS agency, coalesce(c.basis = 'Permanent', false) AS permanent, h.covers, h.leaving_reason,
       greatest(h.started_on, p.from_on) AS started_on,
       least(coalesce(h.ended_on, DATE '9999-12-31'), coalesce(p.until_on, DATE '9999-12-31')) AS until_on,
       h.started_on AS holding_started_on, coalesce(h.ended_on, DATE '9999-12-31') AS holding_until_on
FROM post_holding h
JOIN post p
  ON p.post_id = h.post_id
 AND p.from_on < coalesce(h.ended_on, DATE '9999-12-31') AND coalesce(p.until_on, DATE '9999-12-31') > h.started_on
LEFT JOIN kind k ON k.code = p.role
LEFT JOIN contract c ON c.code = h.contract
WHERE h.started_on < coalesce(h.ended_on, DATE '9999-12-31') AND p.from_on < coalesce(p.until_on, DATE '9999-12-31')
