"""Individual relationship codes (SBR02, PAT01): patient to subscriber."""

SOURCE = "X12 element 1069"
AS_OF = "2025-11-01"

CODES = """
01 spouse
18 self
19 child
20 employee
21 unknown
39 organ donor
40 cadaver donor
53 life partner
G8 other
"""
