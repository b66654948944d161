"""Claim status codes of the remittance (CLP02)."""

SOURCE = "X12 element 1029 as guide 005010X221A1 uses it"
AS_OF = "2025-11-01"

CODES = """
1 processed as primary
2 processed as secondary
3 processed as tertiary
4 denied
19 processed as primary, forwarded to further payers
20 processed as secondary, forwarded to further payers
21 processed as tertiary, forwarded to further payers
22 reversal of a previous payment
23 not our claim, forwarded to further payers
25 predetermination of price only, no payment
"""
