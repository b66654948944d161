"""Claim filing indicators (SBR09, CLP06): what kind of plan it is."""

SOURCE = "X12 element 1032"
AS_OF = "2025-11-01"

CODES = """
11 other non-federal program
12 preferred provider organization
13 point of service
14 exclusive provider organization
15 indemnity insurance
16 HMO, Medicare risk (Medicare Advantage)
17 dental maintenance organization
AM automobile medical
BL Blue Cross Blue Shield
CH TRICARE
CI commercial
DS disability
FI Federal Employees Program
HM health maintenance organization
LM liability, medical
MA Medicare Part A
MB Medicare Part B
MC Medicaid
OF other federal program
TV Title V
VA Veterans Affairs
WC workers' compensation
ZZ mutually defined or unknown
"""
