"""Entity codes (NM101, STC01-3): who is meant."""

SOURCE = "X12 element 98; a subset"
AS_OF = "2025-11-01"

CODES = """
03 dependent
13 contracted service provider
1P provider
36 employer
40 receiver
41 submitter
45 drop-off location
71 attending physician
72 operating physician
74 corrected insured
77 service location
82 rendering provider
85 billing provider
87 pay-to provider
AY clearinghouse
DD assistant surgeon
DK ordering provider
DN referring provider
DQ supervising provider
GB other insured
HK subscriber
IL insured or subscriber
P3 primary care provider
PE payee
PR payer
PW pick-up address
QB purchased service provider
QC patient
QD responsible party
TT crossover carrier
TU third party repricer
ZZ other provider
"""
