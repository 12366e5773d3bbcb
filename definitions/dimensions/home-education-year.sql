/*---
id    = "home-education-year"
title = "School year group"
key   = "child_id"
dated = true
order = ["Reception", "Year 1", "Year 2", "Year 3", "Year 4", "Year 5", "Year 6", "Year 7", "Year 8", "Year 9", "Year 10", "Year 11"]
---*/
-- Year 1 begins on the first 1 September after the 5th birthday.
WITH pupil AS (
  SELECT DISTINCT h.child_id, birthday(c.born_on, 5) AS five_on
  FROM home_education h
  JOIN child c ON c.child_id = h.child_id
  WHERE c.born_on IS NOT NULL
),
schooled AS (
  SELECT child_id,
         add_months(DATE '2000-09-01',
                    CAST((EXTRACT(YEAR FROM five_on) - 2000 + CASE WHEN EXTRACT(MONTH FROM five_on) >= 9 THEN 1 ELSE 0 END) * 12 AS BIGINT)) AS year_1_on
  FROM pupil
)
SELECT child_id AS key, 'Reception' AS value, add_months(year_1_on, -12) AS from_on, year_1_on AS until_on FROM schooled
UNION ALL SELECT child_id, 'Year 1', year_1_on, add_months(year_1_on, 12) FROM schooled
UNION ALL SELECT child_id, 'Year 2', add_months(year_1_on, 12), add_months(year_1_on, 24) FROM schooled
UNION ALL SELECT child_id, 'Year 3', add_months(year_1_on, 24), add_months(year_1_on, 36) FROM schooled
UNION ALL SELECT child_id, 'Year 4', add_months(year_1_on, 36), add_months(year_1_on, 48) FROM schooled
UNION ALL SELECT child_id, 'Year 5', add_months(year_1_on, 48), add_months(year_1_on, 60) FROM schooled
UNION ALL SELECT child_id, 'Year 6', add_months(year_1_on, 60), add_months(year_1_on, 72) FROM schooled
UNION ALL SELECT child_id, 'Year 7', add_months(year_1_on, 72), add_months(year_1_on, 84) FROM schooled
UNION ALL SELECT child_id, 'Year 8', add_months(year_1_on, 84), add_months(year_1_on, 96) FROM schooled
UNION ALL SELECT child_id, 'Year 9', add_months(year_1_on, 96), add_months(year_1_on, 108) FROM schooled
UNION ALL SELECT child_id, 'Year 10', add_months(year_1_on, 108), add_months(year_1_on, 120) FROM schooled
UNION ALL SELECT child_id, 'Year 11', add_months(year_1_on, 120), add_months(year_1_on, 132) FROM schooled
