"""Reads remittances (835), checks that they are new and add up, and says whose claims they answer.

Consumes  files                   835
          claims.documents.v1     OriginalClaimRegistered (every version), SecondaryClaimBuilt
Produces  era.remittances.v1      RemittanceAccepted, ProviderAdjusted, RemittanceDuplicated,
                                  RemittanceQuarantined, QuarantineClosed
          era.claims.v1           ClaimAdjudicated, AdjudicationUnmatched, ClaimQuarantined
Answers   gRPC remittances.v1     lists, linking by hand, closing what is quarantined
Owns      schema era_intake: remittances, answers, the index of known claims
"""
