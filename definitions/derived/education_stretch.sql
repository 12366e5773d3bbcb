/*---
id    = "education_stretch"
title = "Looked after and in education"
about = "Each stretch in which a child is in a counted period of care and on the roll of a school or college. Of two rolls at once the later begun holds, so the stretches of a child do not overlap."
by    = "child_id"
---*/
WITH roll AS (
  SELECT education_place_id, child_id, school_id, school_phase, in_area, started_on,
         least(coalesce(ended_on, DATE '9999-12-31'),
               coalesce(lead(started_on) OVER (PARTITION BY child_id ORDER BY started_on, education_place_id), DATE '9999-12-31')) AS until_on
  FROM education_place
)
SELECT r.education_place_id || '/' || c.care_period_id AS stretch_id, c.child_id, c.care_period_id, c.started_on AS entered_on, c.born_on,
       r.school_id, r.school_phase, CASE WHEN r.in_area THEN 'In area' WHEN NOT r.in_area THEN 'Out of area' END AS school_area,
       greatest(r.started_on, c.started_on) AS started_on,
       least(r.until_on, coalesce(c.counted_until_on, DATE '9999-12-31')) AS until_on
FROM roll r
JOIN care_period c
  ON c.child_id = r.child_id AND c.started_on < r.until_on AND coalesce(c.counted_until_on, DATE '9999-12-31') > r.started_on
WHERE c.counted AND r.started_on < r.until_on
