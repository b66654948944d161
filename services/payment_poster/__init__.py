"""Books every cent in double entry, proves every payment, and says what is left of each claim.

Consumes  claims.documents.v1     OriginalClaimRegistered
          era.claims.v1           ClaimAdjudicated, AdjudicationUnmatched, ClaimQuarantined
          era.remittances.v1      RemittanceAccepted, ProviderAdjusted
          cob.determinations.v1   NextPayerDetermined, CrossoverAwaited, DenialDetermined,
                                  PatientResponsibilityDetermined, NothingLeftDetermined,
                                  DeterminationWithdrawn (a held determination moves nothing)
Produces  payments.postings.v1    PaymentPosted, PaymentReversed, BalanceResolved,
                                  PatientBalanceReleased, PatientBalanceRecalled, RemittanceProved,
                                  EventOverdue
          payments.public.v1      ClaimPaymentRecorded, ClaimBalanceChanged,
                                  PatientBalanceChanged, PaymentProved
Owns      schema payment_poster: the ledger (entries, postings: append-only, hash-chained), what
          the entries rest on (charges, answers, determinations), payments and their proofs
"""
