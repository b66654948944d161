"""The wiring of claim_builder."""

from claim_builder import api, storage
from claim_builder.files import KIND, OriginalRead, original_files
from claim_builder.handlers import answers, building, originals, rebuilding, reports
from claim_builder.settings import checked
from cobrelay.contracts.cob import v1 as cob
from cobrelay.contracts.era import v1 as era
from cobrelay.messaging.service import Service

service = Service(
    name="claim-builder",
    schema="claim_builder",
    tables=storage.metadata,
    settings=checked,
)
service.on_file(
    KIND, load=originals.nothing, decide=originals.open_file, save=originals.save_opened
)
service.on(
    OriginalRead,
    load=originals.load_known,
    decide=originals.keep_original,
    save=originals.save_kept,
    also_locks=originals.lock_keys,
)
service.on(
    era.ClaimAdjudicated,
    load=answers.nothing,
    decide=answers.keep_answer,
    save=answers.save_answers,
    also_locks=answers.answer_lock_keys,
)
service.on(
    cob.CrossoverFailed,
    load=answers.nothing,
    decide=answers.keep_crossover_failure,
    save=answers.save_crossover_failures,
)
service.on(
    cob.DeterminationWithdrawn,
    load=answers.load_built_upon,
    decide=answers.withdraw,
    save=answers.save_withdrawn,
)
service.on(
    cob.NextPayerDetermined, load=building.load, decide=building.build_next, save=building.save
)
for report in reports.REPORTS:
    service.on(report, load=reports.load_states, decide=reports.follow, save=reports.save_followed)
service.on(
    rebuilding.Rebuild,
    load=rebuilding.load,
    decide=rebuilding.rebuild,
    save=rebuilding.save,
    key=lambda body: body.claim_key,
)
service.reads_files(original_files)
service.grpc(api.register)
