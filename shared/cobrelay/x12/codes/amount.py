"""Amount qualifiers (AMT01): what the amount is."""

SOURCE = "X12 element 522; a subset"
AS_OF = "2025-11-01"

CODES = """
A8 non-covered charge
AAE approved
AU coverage amount
B6 allowed
D paid by the payer
D8 discount
DY per-day limit
EAF remaining patient liability
F2 patient responsibility (4010)
F5 patient paid
GT goods and services tax
I interest
KH late filing reduction
NL negative ledger balance
T tax
T2 total claim before taxes
YU accepted for processing
YY returned or rejected
ZK federal Medicare or Medicaid payment, category 1
ZL federal Medicare or Medicaid payment, category 2
ZM federal Medicare or Medicaid payment, category 3
ZN federal Medicare or Medicaid payment, category 4
ZO federal Medicare or Medicaid payment, category 5
"""
