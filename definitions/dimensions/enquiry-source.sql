/*---
id    = "enquiry-source"
title = "How the household came to ask"
key   = "enquiry_source"
---*/
SELECT code AS key, label AS value FROM code_fostering_enquiry_source
