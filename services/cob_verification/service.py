"""The wiring of cob_verification."""

from cob_verification import api, storage
from cob_verification.causes import (
    CORRECTION_WAIT,
    CROSSOVER_WAIT,
    EARLIER_ANSWER,
    LOOK_AGAIN,
    SUBMISSION_CHECK,
    CoverageRows,
    CoverageRowUnusable,
    DetermineAgain,
    PutCoverage,
    ReportCrossoverFailure,
)
from cob_verification.files import KIND, coverage_files
from cob_verification.handlers import (
    answers,
    coverages,
    feeds,
    originals,
    requests,
    submissions,
    timers,
)
from cob_verification.settings import checked
from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.era import v1 as era
from cobrelay.contracts.submissions import v1 as sent
from cobrelay.messaging.service import Service

service = Service(
    name="cob-verification",
    schema="cob_verification",
    tables=storage.metadata,
    settings=checked,
)
service.on(
    claims.OriginalClaimRegistered,
    load=originals.load,
    decide=originals.register,
    save=originals.save,
    also_locks=originals.lock_keys,
)
service.on(
    claims.SecondaryClaimBuilt,
    load=submissions.load,
    decide=submissions.built,
    save=submissions.save,
)
service.on(
    sent.ClaimSubmitted, load=submissions.load, decide=submissions.sent, save=submissions.save
)
service.on(
    sent.SubmissionUncertain,
    load=submissions.load,
    decide=submissions.sent,
    save=submissions.save,
)
service.on(era.ClaimAdjudicated, load=answers.load, decide=answers.determine, save=answers.save)
service.on_file(KIND, load=feeds.load_nothing, decide=feeds.open_feed, save=feeds.save_feed)
service.on(CoverageRows, load=coverages.load, decide=coverages.state_rows, save=coverages.save)
service.on(
    CoverageRowUnusable,
    load=feeds.load_nothing,
    decide=feeds.refuse,
    save=feeds.save_refused,
)
service.on(
    PutCoverage,
    load=coverages.load,
    decide=coverages.put,
    save=coverages.save,
    key=lambda body: body.patient_key,
)
service.on_timer(LOOK_AGAIN, load=timers.load, decide=timers.look_again, save=timers.save)
service.on_timer(
    CROSSOVER_WAIT,
    load=timers.load,
    decide=timers.crossover_over,
    save=timers.save,
    means_absence=True,
)
service.on_timer(
    EARLIER_ANSWER,
    load=timers.load,
    decide=timers.earlier_answer_overdue,
    save=timers.save,
    means_absence=True,
)
service.on_timer(
    CORRECTION_WAIT,
    load=timers.load,
    decide=timers.correction_overdue,
    save=timers.save,
    means_absence=True,
)
service.on_timer(
    SUBMISSION_CHECK,
    load=timers.load,
    decide=timers.submission_missing,
    save=timers.save,
    means_absence=True,
)
service.on(
    ReportCrossoverFailure,
    load=requests.load,
    decide=requests.report_crossover_failure,
    save=requests.save,
    key=lambda body: body.claim_key,
)
service.on(
    DetermineAgain,
    load=requests.load,
    decide=requests.determine_again,
    save=requests.save,
    key=lambda body: body.claim_key,
)
service.reads_files(coverage_files)
service.grpc(api.register)
