/*---
id    = "child_age_band"
title = "Age bands of children"
about = "For each child, the days on which each age band holds. Until the birth, and while only an expected date is known, the band is `unborn`."
by    = "child_id"
---*/
WITH known AS (
  SELECT child_id, born_on, expected_on FROM child WHERE born_on IS NOT NULL OR expected_on IS NOT NULL
)
SELECT child_id, 'unborn' AS value, DATE '0001-01-01' AS from_on, coalesce(born_on, DATE '9999-12-31') AS until_on FROM known
UNION ALL
SELECT child_id, 'under 1', born_on, birthday(born_on, 1) FROM known WHERE born_on IS NOT NULL
UNION ALL
SELECT child_id, '1 to 4', birthday(born_on, 1), birthday(born_on, 5) FROM known WHERE born_on IS NOT NULL
UNION ALL
SELECT child_id, '5 to 9', birthday(born_on, 5), birthday(born_on, 10) FROM known WHERE born_on IS NOT NULL
UNION ALL
SELECT child_id, '10 to 15', birthday(born_on, 10), birthday(born_on, 16) FROM known WHERE born_on IS NOT NULL
UNION ALL
SELECT child_id, '16 to 17', birthday(born_on, 16), birthday(born_on, 18) FROM known WHERE born_on IS NOT NULL
UNION ALL
SELECT child_id, '18 and over', birthday(born_on, 18), DATE '9999-12-31' FROM known WHERE born_on IS NOT NULL
