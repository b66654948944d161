"""Claim status categories (STC01-1): what happened to the claim."""

SOURCE = "X12 code source 507; in our own words"
AS_OF = "2025-11-01"

CODES = """
A0 forwarded to another entity
A1 received; not yet accepted for adjudication
A2 accepted for adjudication
A3 returned as unprocessable; not adjudicated
A4 not found
A5 split
A6 rejected: information is missing
A7 rejected: information is invalid
A8 rejected: two pieces of information contradict each other
D0 data search unsuccessful
E0 error in the request
E1 system not available
E2 other side does not respond; try again
E3 request's own data contradict each other
E4 trading partner's rule broken
F0 finalised
F1 finalised: paid
F2 finalised: denied
F3 finalised: revised
F3F finalised: forwarded
F3N finalised: not forwarded
F4 finalised: no payment to come
F5 finalised: can't process
P0 pending
P1 pending: in process
P2 pending: payer review
P3 pending: provider was asked for information
P4 pending: patient was asked for information
P5 pending: payer's administrative or system hold
R0 more information is asked for
R1 more information is asked for: entity
R3 more information is asked for: claim or line
R4 more information is asked for: documentation
R5 more information is asked for: detail
"""
