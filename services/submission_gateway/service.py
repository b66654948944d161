"""The wiring of submission_gateway."""

from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.era import v1 as era
from cobrelay.messaging.service import Service
from submission_gateway import api, storage
from submission_gateway.adapters import delivering
from submission_gateway.domain.causes import (
    AcknowledgmentRead,
    FormInterchange,
    LeaseRanOut,
    RecordAttempt,
    RecordListing,
    Resolve,
    SendAgain,
)
from submission_gateway.files import KIND, acknowledgment_files
from submission_gateway.handlers import acknowledgments, attempts, forming, requests
from submission_gateway.handlers import claims as built
from submission_gateway.settings import checked
from submission_gateway.storage import submissions

service = Service(
    name="submission-gateway",
    schema="submission_gateway",
    tables=storage.metadata,
    settings=checked,
)
service.on(claims.SecondaryClaimBuilt, load=built.nothing, decide=built.keep, save=built.save_kept)
service.on(
    claims.SecondaryClaimWithdrawn,
    load=built.load_withdrawn,
    decide=built.withdraw,
    save=built.save_withdrawn,
)
service.on(
    era.ClaimAdjudicated, load=built.load_answered, decide=built.settle, save=built.save_settled
)
service.on(
    FormInterchange,
    load=forming.load_claims,
    decide=forming.form,
    save=forming.save_formed,
    also_locks=forming.lock_keys,
    key=forming.key_of,
)
service.on(
    RecordAttempt,
    load=attempts.load_sendings,
    decide=attempts.record_attempt,
    save=attempts.save_step,
    key=lambda body: body.interchange_id,
)
service.on(
    LeaseRanOut,
    load=attempts.load_sendings,
    decide=attempts.record_lost_lease,
    save=attempts.save_step,
    key=lambda body: body.interchange_id,
)
service.on(
    RecordListing,
    load=attempts.load_sendings,
    decide=attempts.record_listing,
    save=attempts.save_step,
    key=lambda body: body.interchange_id,
)
service.on_file(
    KIND,
    load=acknowledgments.load_files,
    decide=acknowledgments.open_file,
    save=acknowledgments.save_opened,
)
service.on(
    AcknowledgmentRead,
    load=acknowledgments.load_named,
    decide=acknowledgments.weigh,
    save=acknowledgments.save_weighed,
)
service.on(
    SendAgain,
    load=requests.load,
    decide=requests.send_again,
    save=requests.save_sent_again,
    key=lambda body: body.claim_key,
)
service.on(
    Resolve,
    load=requests.load,
    decide=requests.resolve,
    save=requests.save_resolved,
    key=lambda body: body.claim_key,
)
service.reads_files(acknowledgment_files)
service.background("deliver", delivering.deliver, every_seconds=0.5)
service.background("reconcile", delivering.reconcile, every_seconds=1.0)
service.background("fetch", delivering.fetch, every_seconds=1.0)
service.gauge(
    "submissions_uncertain",
    "Claims of which it is not known whether they arrived",
    submissions.uncertain_count,
)
service.grpc(api.register)
