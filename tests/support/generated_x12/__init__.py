"""X12 files made by chance that balance by construction, and what can be done to damage them.

The builders know nothing of the codec: an error of its writer cannot hide in them. All choices
go through a `Chance`: drawn by Hypothesis (which shrinks them) or from a seed (for volume).
"""
