"""Keeps every original claim and builds the claim that the next payer accepts at the first try.

Consumes  era.claims.v1           ClaimAdjudicated
          cob.determinations.v1   NextPayerDetermined, DeterminationWithdrawn, CrossoverFailed
          submissions.claims.v1   ClaimSubmitted, SubmissionUncertain, SubmissionCancelled,
                                  SubmissionHeld, ClaimAcknowledged, ClaimRejected
          837P files              from the inboxes of the settings
Produces  claims.documents.v1     OriginalClaimRegistered, OriginalClaimHeld,
                                  OriginalFileQuarantined, SecondaryClaimBuilt,
                                  SecondaryClaimHeld, SecondaryClaimWithdrawn, EventOverdue
Owns      schema claim_builder: originals and their versions, answers, determinations,
          built claims and what was held
Answers   cobrelay.api.documents.v1 (X12 of originals and built claims, rebuild by hand)
"""
