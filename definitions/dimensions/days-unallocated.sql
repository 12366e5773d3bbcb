/*---
id    = "days-unallocated"
title = "Days without an allocated worker"
key   = "record_id"
dated = true
order = ["Up to 1 day", "2 to 7 days", "8 to 28 days", "Over 28 days"]
---*/
SELECT unallocated_spell_id AS key, 'Up to 1 day' AS value, started_on AS from_on, started_on + 2 AS until_on FROM unallocated_spell
UNION ALL
SELECT unallocated_spell_id, '2 to 7 days', started_on + 2, started_on + 8 FROM unallocated_spell
UNION ALL
SELECT unallocated_spell_id, '8 to 28 days', started_on + 8, started_on + 29 FROM unallocated_spell
UNION ALL
SELECT unallocated_spell_id, 'Over 28 days', started_on + 29, DATE '9999-12-31' FROM unallocated_spell
