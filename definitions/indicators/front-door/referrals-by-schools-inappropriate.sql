/*---
id         = "referrals-by-schools-inappropriate"
title      = "School referrals judged below threshold"
area       = "front-door"
question   = "Do schools send us children who need something other than social care?"
counts     = "contacts and referrals from schools received in the period that have an outcome"
shape      = "event"
measure    = "percentage"
unit       = "%"
per        = "record"
good       = "low"
dimensions = ["district"]
evidence   = ["record_kind", "received_on", "source_wording"]
source     = "Local threshold document; children in need census, source of referral"
status     = "live"
since      = "0.1"
---*/
SELECT child_id, 'contact/' || contact_id AS record_id, received_on AS happened_on,
       (no_further_action OR advice)
         AND NOT (new_referral OR existing_referral OR cp_enquiry OR early_help) AS met,
       'contact' AS record_kind, source, source_wording, received_on
FROM contact_outcome
WHERE source = '2A' AND has_outcome
UNION ALL
SELECT child_id, 'referral/' || referral_id AS record_id, received_on AS happened_on,
       no_further_action AS met,
       'referral' AS record_kind, source, source_wording, received_on
FROM referral_history
WHERE source = '2A' AND has_outcome AND counted
