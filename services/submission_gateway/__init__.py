"""Sends each claim once, and says what the other side made of it.

Consumes  claims.documents.v1     SecondaryClaimBuilt, SecondaryClaimWithdrawn
          era.claims.v1           ClaimAdjudicated (an answer proves that a claim arrived)
          files                   TA1, 999, 277CA
Produces  submissions.claims.v1   ClaimSubmitted, SubmissionUncertain, SubmissionCancelled,
                                  SubmissionHeld, ClaimAcknowledged, ClaimRejected,
                                  AcknowledgmentUnmatched, AcknowledgmentQuarantined,
                                  EventOverdue
Owns      schema submission_gateway: submissions, interchanges, journal, control numbers
"""
