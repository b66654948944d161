"""Payer responsibility codes (SBR01): the payer's place in the order."""

SOURCE = "X12 element 1138"
AS_OF = "2025-11-01"

CODES = """
P primary
S secondary
T tertiary
A fourth
B fifth
C sixth
D seventh
E eighth
F ninth
G tenth
H eleventh
U unknown
"""
