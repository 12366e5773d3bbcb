/*---
id    = "carer-relation"
title = "Special guardian"
key   = "guardian"
order = ["Relative or friend, was the foster carer", "Relative or friend, was not", "Not related, was the foster carer", "Not related, was not", "Was the foster carer, relation not known", "Was not, relation not known"]
---*/
SELECT 'E45' AS key, 'Relative or friend, was the foster carer' AS value
UNION ALL SELECT 'E47', 'Relative or friend, was not'
UNION ALL SELECT 'E46', 'Not related, was the foster carer'
UNION ALL SELECT 'E48', 'Not related, was not'
UNION ALL SELECT 'E43', 'Was the foster carer, relation not known'
UNION ALL SELECT 'E44', 'Was not, relation not known'
