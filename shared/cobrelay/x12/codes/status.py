"""Claim status codes (STC01-2): what the status is about."""

SOURCE = "X12 code source 508; a subset, in our own words"
AS_OF = "2025-11-01"

CODES = """
0 can't say more
1 see the line
2 more detail to follow
3 claim adjudicated
12 one or more lines were adjudicated in another way
15 one or more lines are in process
16 received by the payer
17 passed to the next party
18 line items are separated
19 acknowledged: entity received the claim
20 accepted for processing
21 information missing or invalid
23 returned to the entity
24 entity not approved as an electronic submitter
25 entity not approved
26 entity not found
27 policy cancelled
29 subscriber and policy number mismatch
31 subscriber and policyholder name mismatch
32 subscriber and policy number not found
33 subscriber and subscriber id not found
44 charges pending provider audit
54 duplicate of a processed claim or line
65 claim or line paid
78 duplicate of a claim awaiting processing
85 entity is not primary
88 entity not eligible on the dates of service
90 entity not eligible for benefits
91 entity not eligible, not approved on the dates of service
97 patient eligibility not found with the entity
104 processed by the plan
107 processed by contract
109 entity not eligible
116 sent to the wrong payer
121 service line number greater than the maximum
122 missing or invalid data prevents processing
123 additional information is asked for
125 entity's name
126 entity's address
128 entity's tax id
132 entity's Medicaid provider id
153 entity's id number
156 patient's relationship to the subscriber
158 entity's date of birth
164 entity's contract or member number
171 other insurance coverage information
187 dates of service
189 facility admission date
228 type of bill
247 line information
249 place of service
254 principal diagnosis code
255 diagnosis code
276 other payer's identification
283 Medicare entitlement needed to determine the primary
286 other payer's explanation of benefits or payment information
400 claim is out of balance
401 source of payment is not valid
402 amount must be greater than zero
448 see the free text
453 procedure code modifier
454 procedure code for the services
464 payer assigned claim control number
465 principal procedure code
476 missing or invalid units of service
478 claim submitter's id
481 claim or submission format is invalid
488 diagnosis codes for the services
496 submitter not approved for electronic submission for the entity
500 entity's postal code
507 HCPCS code
516 other entity's adjudication or payment date
519 adjustment amount
520 adjustment quantity
521 adjustment reason code
535 claim frequency code
562 entity's NPI
585 denied or non-covered charge
596 non-covered charge amount
643 service line paid amount
672 other payer's payment information is out of balance
673 patient reason for visit
681 other payer's currency
684 rejected: syntax error, see the 999
693 amount must be zero or more
694 amount must not be zero
696 claim adjustment group code
718 filing limit has passed
742 payer responsibility sequence number
746 duplicate submission
"""
