/*---
id    = "meeting-type"
title = "Kind of meeting"
key   = "meeting_kind"
---*/
SELECT code AS key, label AS value FROM code_meeting_kind
