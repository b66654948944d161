"""Reference qualifiers (REF01): what kind of number it is."""

SOURCE = "X12 element 128; a subset"
AS_OF = "2025-11-01"

CODES = """
0B state license number
0K policy form
1C Medicare provider number
1D Medicaid provider number
1G provider UPIN
1K payer's claim number
1L group or policy number
1S ambulatory patient group
1W member id
28 employee id
2U payer id
4N special payment reference
6P group number
6R line item control number
9A repriced claim number
9B repriced line number
9C adjusted repriced claim number
9F referral number
BB authorisation number
BLT type of bill
BT batch number
CE class of contract
D3 NCPDP pharmacy number
D9 clearinghouse's claim number
E9 attachment number
EA medical record number
EI employer id
EJ patient account number
EO submitter id
EV receiver id
EW mammography certification
F2 version
F5 Medicare version
F8 payer's claim control number
FJ line item control number
FY claim office number
G1 prior authorisation number
G2 provider's number with the payer
G3 predetermination number
HI health industry number
IG insurance policy number
LU location number
NF NAIC code
P4 project code
PQ payee id
SY social security number
T4 other payer adjustment indicator
TJ federal taxpayer id
X4 CLIA number
Y4 agency claim number
"""
