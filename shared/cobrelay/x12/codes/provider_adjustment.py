"""Provider-level adjustment reasons (PLB03-1)."""

SOURCE = "X12 element 426; a subset"
AS_OF = "2025-11-01"

CODES = """
50 late charge
51 interest penalty
72 authorised return
90 early payment allowance
AH origination fee
AM applied to borrower's account
AP acceleration of benefits
B2 rebate
B3 recovery allowance
BD bad debt adjustment
BN bonus
C5 temporary allowance
CR capitation interest
CS adjustment
CT capitation payment
CV capital passthrough
CW certified nurse anesthetist passthrough
DM direct medical education passthrough
E3 withholding
FB forwarding balance
FC fund allocation
GO graduate medical education passthrough
HM hemophilia clotting factor
IP incentive premium payment
IR tax withholding
IS interim settlement
J1 non-reimbursable
L3 penalty
L6 interest owed
LE levy
LS lump sum
OA organ acquisition passthrough
OB offset for affiliated providers
PI periodic interim payment
PL payment final
RA retro-activity adjustment
RE return on equity
SL student loan repayment
TL third party liability
WO overpayment recovery
WU unspecified recovery
"""
