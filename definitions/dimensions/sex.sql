/*---
id    = "sex"
title = "Sex"
key   = "child_id"
order = ["Female", "Male", "Unknown"]
---*/
SELECT c.child_id AS key,
       CASE WHEN upper(c.sex) IN ('M', '1', 'MALE') THEN 'Male'
            WHEN upper(c.sex) IN ('F', '2', 'FEMALE') THEN 'Female'
            WHEN c.sex IS NOT NULL THEN 'Unknown' END AS value
FROM child c
