/*---
id    = "school"
title = "School"
key   = "school_id"
---*/
SELECT school_id AS key, coalesce(name, school_id) AS value FROM school_hours
