"""Claim frequency codes (CLM05-3)."""

SOURCE = "NUBC type of bill, third digit; a subset"
AS_OF = "2025-11-01"

CODES = """
1 original claim
2 interim, first
3 interim, continuing
4 interim, last
5 late charges
6 corrected claim
7 replacement of a prior claim
8 void of a prior claim
9 final claim for a home health episode
"""
