"""The wiring of intake: which cause is handled where."""

from pathlib import Path

from cobrelay.contracts.claims import v1 as claims
from cobrelay.files import FileKind
from cobrelay.messaging.service import Service
from era_intake import api, storage
from era_intake.adapters import remittance_files
from era_intake.causes import AdjustmentsRead, ClaimRead, LinkRequested, QuarantineClosing
from era_intake.handlers import adjustments, files, originals, quarantine, settlement, unmatched
from era_intake.handlers import claims as claim_payments
from era_intake.settings import Settings, settings
from era_intake.storage import measuring


def inboxes(own: Settings) -> list[Path]:
    return [own.inbox_path]


service = Service(
    name="era-intake", schema="era_intake", tables=storage.metadata, settings=settings
)
service.reads_files(
    FileKind(
        name="835",
        inboxes=inboxes,
        verify=remittance_files.verify,
        memo=remittance_files.unusable_sets,
        chunks=remittance_files.chunks,
    )
)
service.on_file(
    "835",
    load=files.load,
    decide=files.screen,
    save=files.save,
    also_locks=files.lock_keys,
)
service.on(
    ClaimRead,
    load=claim_payments.load,
    decide=claim_payments.settle,
    save=settlement.save,
    also_locks=claim_payments.lock_keys,
)
service.on(AdjustmentsRead, load=adjustments.load, decide=adjustments.take, save=adjustments.save)
service.on(
    claims.OriginalClaimRegistered,
    load=originals.load_original,
    decide=originals.enter_original,
    save=originals.save_original,
    also_locks=originals.original_locks,
)
service.on(
    claims.SecondaryClaimBuilt,
    load=originals.load_sent,
    decide=originals.enter_sent,
    save=originals.save_sent,
    also_locks=originals.sent_locks,
)
service.on_timer(
    settlement.RETRY,
    load=unmatched.load_retry,
    decide=unmatched.try_again,
    save=unmatched.save_retry,
    also_locks=unmatched.retry_locks,
)
service.on(
    LinkRequested,
    load=unmatched.load_link,
    decide=unmatched.link,
    save=unmatched.save_link,
    also_locks=unmatched.link_locks,
)
service.gauge("files_quarantined", "Files and sets that were not used", measuring.quarantined)
service.on(
    QuarantineClosing,
    load=quarantine.load,
    decide=quarantine.close,
    save=quarantine.save,
)
service.grpc(api.register)
