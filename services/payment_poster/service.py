"""The wiring of payment_poster."""

from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.cob import v1 as cob
from cobrelay.contracts.era import v1 as era
from cobrelay.messaging.service import Service
from payment_poster import api, storage
from payment_poster.handlers import claim_pages, proofs, remittances
from payment_poster.settings import checked

service = Service(
    name="payment-poster", schema="payment_poster", tables=storage.metadata, settings=checked
)
service.on(
    era.RemittanceAccepted,
    load=remittances.load_accepted,
    decide=remittances.expect_payment,
    save=remittances.save_accepted,
    also_locks=remittances.lock_payment,
)
service.on(
    era.ProviderAdjusted,
    load=remittances.load_adjusted,
    decide=remittances.book_adjustment,
    save=remittances.save_adjusted,
    also_locks=remittances.lock_payment,
)
service.on(
    claims.OriginalClaimRegistered,
    load=claim_pages.load_charged,
    decide=claim_pages.book_charge,
    save=claim_pages.save,
)
service.on(
    era.ClaimAdjudicated,
    load=claim_pages.load_paid,
    decide=claim_pages.book_payment,
    save=claim_pages.save,
)
for unplaced in (era.AdjudicationUnmatched, era.ClaimQuarantined):
    service.on(
        unplaced,
        load=claim_pages.load_unplaced,
        decide=claim_pages.book_unapplied,
        save=claim_pages.save,
        also_locks=claim_pages.lock_payment,
    )
for determined in (
    cob.NextPayerDetermined,
    cob.CrossoverAwaited,
    cob.PatientResponsibilityDetermined,
    cob.NothingLeftDetermined,
    cob.DenialDetermined,
):
    service.on(
        determined,
        load=claim_pages.load_determined,
        decide=claim_pages.book_meaning,
        save=claim_pages.save,
    )
service.on(
    cob.DeterminationWithdrawn,
    load=claim_pages.load_withdrawn,
    decide=claim_pages.take_back_meaning,
    save=claim_pages.save,
)
service.on_timer(proofs.PROVE, load=proofs.load_due, decide=proofs.prove_payment, save=proofs.save)
service.on_timer(
    proofs.REST_DUE,
    load=proofs.load_overdue,
    decide=proofs.stop_waiting,
    save=proofs.save,
    means_absence=True,
)
service.grpc(api.register)
