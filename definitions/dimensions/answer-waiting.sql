/*---
id    = "answer-waiting"
title = "Waiting for an answer"
key   = "record_id"
dated = true
order = ["Up to 5 working days", "6 to 10 working days", "11 to 20 working days", "Over 20 working days"]
---*/
SELECT iro_rating_id AS key, 'Up to 5 working days' AS value, issued_on AS from_on, add_working_days(issued_on, 5) + 1 AS until_on
FROM iro_rating WHERE issued_on IS NOT NULL
UNION ALL
SELECT iro_rating_id AS key, '6 to 10 working days' AS value, add_working_days(issued_on, 5) + 1 AS from_on, add_working_days(issued_on, 10) + 1 AS until_on
FROM iro_rating WHERE issued_on IS NOT NULL
UNION ALL
SELECT iro_rating_id AS key, '11 to 20 working days' AS value, add_working_days(issued_on, 10) + 1 AS from_on, add_working_days(issued_on, 20) + 1 AS until_on
FROM iro_rating WHERE issued_on IS NOT NULL
UNION ALL
SELECT iro_rating_id AS key, 'Over 20 working days' AS value, add_working_days(issued_on, 20) + 1 AS from_on, DATE '9999-12-31' AS until_on
FROM iro_rating WHERE issued_on IS NOT NULL
