"""Decides who pays next and who owns each cent, after a payer has answered a claim.

Consumes  claims.documents.v1     OriginalClaimRegistered, SecondaryClaimBuilt
          submissions.claims.v1   ClaimSubmitted, SubmissionUncertain (was it us who sent?)
          era.claims.v1           ClaimAdjudicated
          coverage files (CSV), gRPC coverages.v1 and determinations.v1
Produces  cob.determinations.v1   NextPayerDetermined, CrossoverAwaited, CrossoverFailed,
                                  PatientResponsibilityDetermined, NothingLeftDetermined,
                                  DenialDetermined, DeterminationHeld, DeterminationWithdrawn,
                                  CoverageRowRefused, EventOverdue
Owns      schema cob_verification: claims, answers, coverages (bitemporal), determinations

Whatever happens to a claim (an answer, a coverage, a timer, a person), all that is known of it is
looked at again (`domain/liability.py`), and only what differs from the standing determinations is
said (`domain/standing.py`): so the order in which facts arrive does not matter.
"""
