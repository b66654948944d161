"""Claim adjustment group codes: who is meant to bear an adjustment."""

SOURCE = "X12 element 1033"
AS_OF = "2025-11-01"

CODES = """
CO contractual obligation: not the patient's
PR patient responsibility
OA other adjustment
PI payer initiated reduction
CR correction or reversal (not in 5010A1 remittances)
"""
