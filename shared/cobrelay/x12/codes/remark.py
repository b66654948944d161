"""Remittance advice remark codes (RARC): what else a payer says."""

SOURCE = "X12 code source 411; a subset, in our own words"
AS_OF = "2025-11-01"

CODES = """
M15 separately billed services were bundled
M20 procedure code missing or invalid
M51 procedure code missing, incomplete or invalid
M53 days or units missing or invalid
M76 diagnosis missing or invalid
M80 not covered with a service of the same day
MA01 appeal rights (Medicare Part B)
MA04 primary payer's identity or payment information was missing
MA07 forwarded to Medicaid for review
MA13 protected from billing: contract or regulation
MA15 claim was split to speed handling
MA18 forwarded to the supplemental insurer
MA28 only the patient can appeal
MA61 social security or health insurance number missing
MA92 other insurance's plan information missing
MA112 group practice information missing
MA130 claim unprocessable: send a new one
N4 prior payer's remittance missing
N19 procedure incidental to the primary one
N20 not payable with another service of the same day
N30 patient not eligible for this service
N45 paid under the authorised amount
N59 see the provider manual
N89 forwarded to more than one other payer
N95 provider type may not bill this service
N115 decided under a local coverage determination
N130 see plan documents on restrictions
N179 information was asked of the member
N206 supporting documentation does not match the claim
N245 other plan's information incomplete
N265 ordering provider's id missing
N290 rendering provider's id missing
N362 number of days or units exceeds our maximum
N386 decided under a national coverage determination
N418 sent to the wrong payer
N479 other payer's explanation of benefits missing
N519 modifier combination invalid
N522 duplicate of a claim processed or in process as crossover
N527 payer's own decision to recover
N598 care may be covered by another payer
N781 patient is a QMB: deductible may not be collected
N782 patient is a QMB: coinsurance may not be collected
N783 patient is a QMB: copayment may not be collected
N793 adjusted for cost sharing rules
"""
