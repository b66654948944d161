"""Claim adjustment reason codes (CARC): why less or more was paid than charged."""

SOURCE = "X12 code source 139; a subset, in our own words"
AS_OF = "2025-11-01"

CODES = """
1 deductible
2 coinsurance
3 copayment
4 procedure inconsistent with the modifier, or modifier missing
5 procedure inconsistent with the place of service
6 procedure inconsistent with the patient's age
7 procedure inconsistent with the patient's sex
8 procedure inconsistent with the provider's specialty
9 diagnosis inconsistent with the patient's age
10 diagnosis inconsistent with the patient's sex
11 diagnosis inconsistent with the procedure
12 diagnosis inconsistent with the provider type
13 date of death before date of service
14 date of birth after date of service
16 information missing or wrong for adjudication
18 exact duplicate claim or service
19 work-related: the workers' compensation carrier is liable
20 covered by the liability carrier
21 the no-fault carrier is liable
22 may be covered by another payer (coordination of benefits)
23 impact of what prior payers paid or adjusted
24 covered by a capitation or managed care plan
26 before coverage began
27 after coverage ended
29 filing limit has passed
31 patient can't be identified as insured
32 dependent not eligible as defined
33 insured has no dependent coverage
34 insured has no coverage for newborns
35 lifetime benefit maximum reached
39 denied when authorisation was asked for
40 not an emergency as the plan defines it
44 prompt-pay discount
45 above the fee schedule, maximum allowed or contracted amount
49 routine or preventive, not covered
50 not deemed a medical necessity
51 pre-existing condition, not covered
53 by a relative or household member
54 several physicians or assistants not covered in this case
55 experimental or investigational
56 not proven to be effective
58 in an inappropriate or invalid place of service
59 processed under multiple or concurrent procedure rules
60 outpatient charges too close to an inpatient stay
61 adjusted for failure to get a second opinion
66 blood deductible
69 day outlier amount
70 cost outlier amount
74 indirect medical education adjustment
75 direct medical education adjustment
76 disproportionate share adjustment
78 non-covered days or room charge
85 patient interest adjustment
89 professional fees removed from charges
90 ingredient cost adjustment
91 dispensing fee adjustment
94 processed in excess of charges
95 plan procedures not followed
96 non-covered charge
97 included in the payment of another service
100 payment made to the patient
101 predetermination: what would be paid
102 major medical adjustment
103 provider promotional discount
104 managed care withholding
105 tax withholding
106 patient payment option in effect
107 related or qualifying service not identified on the claim
108 rent or purchase guidelines not met
109 not covered by this payer: send it to the right one
110 billed before the date of service
111 not covered unless the provider accepts assignment
112 not furnished directly to the patient or not documented
114 not approved by the FDA
115 procedure postponed, cancelled or delayed
116 advance indemnification notice did not meet requirements
117 transportation covered only to the nearest facility
118 ESRD network support adjustment
119 benefit maximum for this period or occurrence reached
121 indemnification adjustment
122 psychiatric reduction
128 newborn's services are covered in the mother's allowance
129 prior processing information appears wrong
130 claim submission fee
131 negotiated discount
132 prearranged demonstration project adjustment
133 pending further review
134 technical fees removed from charges
135 interim bills can't be processed
136 failure to follow prior payer's coverage rules
137 regulatory surcharge, assessment or tax
139 contracted funding agreement
140 insured's id and name do not match
142 monthly Medicaid patient liability
143 part of the payment deferred
144 incentive adjustment
146 diagnosis invalid for the date of service
147 provider contracted or negotiated rate expired or not on file
148 information from another provider missing or insufficient
149 lifetime maximum for this service reached
150 documentation does not support this level of service
151 documentation does not support this many services
152 documentation does not support this length of service
153 documentation does not support this dosage
154 documentation does not support this day's supply
155 patient refused the service
157 act of war
158 outside the United States
159 result of terrorism
160 excluded cause of injury or illness
161 provider performance bonus
163 attachment referred to was not received
164 attachment was not received in time
166 submitted after the payer's responsibility ended
167 diagnosis not covered
169 alternate benefit provided
170 not payable to this type of provider
171 not payable to this provider in this facility
172 adjusted for this provider's specialty
173 not prescribed by a physician
174 not prescribed before delivery
175 prescription incomplete
176 prescription not current
177 patient has not met the required eligibility requirements
178 patient has not met the required spend-down
179 patient has not met the required waiting requirements
180 patient has not met the residency requirements
181 procedure code invalid on the date of service
182 procedure modifier invalid on the date of service
183 referring provider not eligible to refer
184 prescribing provider not eligible to prescribe
185 rendering provider not eligible to perform
186 level of care change
187 paid from a consumer spending account
188 covered only as recommended
189 unlisted procedure code used although a specific one exists
190 included in a skilled nursing facility stay
192 non-standard code from a paper remittance
193 original payment decision is upheld
194 anesthesia by the operating physician or assistant
195 refund to an erroneous prior payer
197 authorisation or notification absent
198 authorisation or notification exceeded
199 revenue code and procedure do not match
200 expenses during a lapse in coverage
201 patient pays from a set-aside arrangement
202 personal comfort or convenience, not covered
203 discontinued or reduced service
204 not covered under the patient's current plan
205 pharmacy discount card processing fee
206 NPI missing
207 NPI has an invalid format
208 NPI does not match
209 provider may not collect this from the patient (regulation)
210 authorisation not received in time
211 NDC not eligible for rebate
212 administrative surcharge not covered
213 not in compliance with the physician self-referral rules
215 subrogation of a third party settlement
216 review organisation's finding
219 extent of injury
222 exceeds the contracted maximum of hours, days or units
223 mandated by a federal, state or local law
224 patient identity compromised by theft
225 penalty or interest payment by the payer
226 information from the billing provider missing or late
227 information from the patient missing or late
228 denied for lack of information from a prior payer
229 partial charge not considered by Medicare
231 mutually exclusive procedures on one day
232 institutional transfer amount
233 hospital-acquired condition or preventable error
234 not paid separately
235 sales tax
236 procedure and modifier combination not compatible (NCCI)
237 legislated or regulatory penalty
238 claim spans eligible and ineligible days: reduced for the latter
239 claim spans eligible and ineligible days: rebill separately
240 diagnosis inconsistent with the patient's birth weight
241 low income subsidy copayment
242 not by a network or primary care provider
243 not authorised by a network or primary care provider
245 provider performance program withhold
246 non-payable code for required reporting
247 deductible for professional service in an institution
248 coinsurance for professional service in an institution
249 readmission
250 attachment received is not what was asked for
251 attachment received is incomplete
252 attachment or other documentation is required
253 sequestration: reduction in federal payment
254 dental plan does not have this service: send to medical
256 not payable under the managed care contract
257 premium payment grace period, pending
258 not covered while in custody
259 additional payment for dental or vision use
260 processed under a Medicaid fee schedule
261 inconsistent with the patient's history
262 delivery cost adjustment
263 shipping cost adjustment
264 postage cost adjustment
265 administrative cost adjustment
266 compound preparation cost adjustment
267 claim spans several months
268 claim spans two calendar years
269 anesthesia not covered for this procedure
270 send to the dental plan first
271 prior contractual reductions for a current payment
272 coverage guidelines not met
273 coverage guidelines exceeded
274 fee or service is the billing provider's
275 prior payer's patient responsibility not covered
276 prior payer's denied services not covered
277 premium payment grace period has passed
278 performance program proficiency not met
279 services not by preferred network providers
280 pharmacy plan is liable: send there
281 deductible waived by contract
282 inconsistent with the type of bill
283 attending provider not eligible to provide direction
284 authorisation does not cover this service
285 appeal procedures not followed
286 appeal time limits not met
287 referral exceeded
288 referral absent
289 processed under the dental plan, send to the medical plan
290 processed under the dental plan, forwarded to the medical plan
291 processed under the medical plan, send to the dental plan
292 processed under the medical plan, forwarded to the dental plan
293 payment made to the employer
294 payment made to an attorney
295 pharmacy direct or indirect remuneration
296 authorisation valid but does not apply to the provider
297 medical plan received it, send to vision plan
298 medical plan received it, forwarded to vision plan
299 billing provider not eligible to be paid
300 medical plan received it, forwarded to behavioural plan
301 medical plan received it, send to behavioural plan
302 authorisation number does not apply to the provider
303 prior payer's patient responsibility not covered for QMB
304 medical plan received it, send to hearing plan
305 medical plan received it, forwarded to hearing plan
A0 patient refund amount
A1 claim or service denied
A5 Medicare claim PPS capital cost outlier amount
A6 prior hospitalisation or transfer requirement not met
A8 ungroupable DRG
B1 non-covered visits
B4 late filing penalty
B7 provider was not certified or eligible on this date
B8 alternative services were available
B9 patient is enrolled in hospice
B10 allowed amount reduced: part of the procedure was paid before
B11 forwarded to the right payer
B12 services not documented in the record
B13 previously paid
B14 only one visit per physician per day
B15 requires a qualifying service first
B16 new patient qualifications not met
B20 partly or wholly furnished by another provider
B22 adjusted on the diagnosis
B23 not authorised under the provider's proficiency test
P1 state-mandated requirement for property and casualty
P2 not a work-related injury
P3 workers' compensation case settled
P4 workers' compensation claim not covered
"""
