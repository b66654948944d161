"""Builds the next payer's claim, or says why it cannot be built."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from claim_builder import translation
from claim_builder.domain.assembly import Built, build
from claim_builder.domain.bodies import read_body
from claim_builder.domain.lifecycle import BuiltState
from claim_builder.domain.numbering import control_number_for
from claim_builder.domain.reasons import Hold
from claim_builder.domain.secondary_claim import Order, Prior
from claim_builder.domain.underway import EarlierClaim, in_the_way, numbers_seen, unsettled
from claim_builder.settings import Configuration, configuration
from claim_builder.storage import answers, built, originals
from claim_builder.storage.originals import StoredOriginal
from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.cob import v1 as cob
from cobrelay.contracts.era import v1 as era
from cobrelay.errors import Broken
from cobrelay.ids import minted
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect, Publish
from cobrelay.messaging.service import Await, Decided
from cobrelay.money import Cents

NOTHING_WAIVED: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """Everything on record that the determinations of a batch name."""

    originals: Mapping[str, tuple[StoredOriginal, ...]]  # by claim, oldest first
    adjudications: Mapping[str, bytes]
    reversed: frozenset[str]
    earlier: Mapping[str, tuple[EarlierClaim, ...]]  # by claim, oldest first
    acted_upon: frozenset[str]  # determinations
    withdrawn: frozenset[str]  # determinations
    failed_crossovers: frozenset[str]  # claims


@dataclass(frozen=True, slots=True)
class Build:
    """The claim is built, balanced and validated."""

    event: claims.SecondaryClaimBuilt = field(repr=False)
    payer: str


@dataclass(frozen=True, slots=True)
class HoldClaim:
    """It cannot be built; a person sees why."""

    event: claims.SecondaryClaimHeld


@dataclass(frozen=True, slots=True)
class Stands:
    """Nothing is to be done: it was acted upon before, or no longer holds."""

    reason: str


Outcome = Build | HoldClaim | Stands


@dataclass(frozen=True, slots=True)
class Attempted:
    """A determination was acted upon."""

    outcome: Outcome


async def load(causes: Sequence[Cause[cob.NextPayerDetermined]], tx: AsyncConnection) -> Known:
    return await load_known([cause.body for cause in causes], tx)


async def load_known(determined: Sequence[cob.NextPayerDetermined], tx: AsyncConnection) -> Known:
    """A handful of queries, however many determinations there are."""
    claim_ids = {each.determination.claim_id for each in determined}
    determination_ids = {each.determination.determination_id for each in determined}
    adjudication_ids = {prior.adjudication_id for each in determined for prior in each.priors}
    versions: dict[str, tuple[StoredOriginal, ...]] = {}
    for original in await originals.of_claims(tx, claim_ids):
        versions[original.claim_id] = (*versions.get(original.claim_id, ()), original)
    return Known(
        versions,
        await answers.adjudication_events(tx, adjudication_ids),
        frozenset(await answers.reversed_ids(tx, adjudication_ids)),
        await built.of_claims(tx, claim_ids),
        frozenset(await answers.known_determinations(tx, determination_ids)),
        frozenset(await answers.withdrawn(tx, determination_ids)),
        frozenset(await answers.failed_crossovers(tx, claim_ids)),
    )


def build_next(cause: Cause[cob.NextPayerDetermined], known: Known) -> Attempted | Await:
    """The first attempt upon a determination."""
    determination_id = cause.body.determination.determination_id
    if determination_id in known.acted_upon:
        return Attempted(Stands("acted upon before"))
    outcome = attempt(cause.body, known)
    return outcome if isinstance(outcome, Await) else Attempted(outcome)


def attempt(
    determined: cob.NextPayerDetermined, known: Known, *, waived: frozenset[str] = NOTHING_WAIVED
) -> Outcome | Await:
    """Waits for what is missing, makes sure that the way is clear, and builds."""
    determination = determined.determination
    if determination.determination_id in known.withdrawn:
        return Stands("CLB-401")
    earlier = known.earlier.get(determination.claim_id, ())
    if facts := missing_facts(determined, known):
        return Await(facts, "CLB-404")
    if waiting_for := unsettled(earlier):
        facts = tuple(f"settled:{submission_id}" for submission_id in waiting_for)
        return Await((*facts, f"withdrawn:{determination.determination_id}"), "CLB-405")
    result = _result(determined, known, waived)
    if isinstance(result, Hold):
        return HoldClaim(translation.held_event(determined, result))
    return Build(_event(determined, known, result), _next_coverage_payer(determined))


def missing_facts(determined: cob.NextPayerDetermined, known: Known) -> tuple[str, ...]:
    """Facts that a determination names and that have not arrived, whatever the order of arrival."""
    determination = determined.determination
    versions = [each.version for each in known.originals.get(determination.claim_id, ())]
    facts = []
    if not versions or determination.claim_version > max(versions):
        facts.append(f"original:{determination.claim_id}")
    facts += [
        f"adjudication:{prior.adjudication_id}"
        for prior in determined.priors
        if prior.adjudication_id not in known.adjudications
    ]
    # A withdrawal ends the wait as well: then there is nothing left to build.
    return (*facts, f"withdrawn:{determination.determination_id}") if facts else ()


def _result(
    determined: cob.NextPayerDetermined, known: Known, waived: frozenset[str]
) -> Built | Hold:
    determination = determined.determination
    versions = known.originals[determination.claim_id]
    if versions[-1].is_void:
        return Hold("CLB-110")
    if determination.claim_version and versions[-1].version > determination.claim_version:
        return Hold("CLB-111")
    earlier = known.earlier.get(determination.claim_id, ())
    payer = _next_coverage_payer(determined)
    if hold := in_the_way(earlier, determined.next.coverage_id, payer):
        return hold
    if determination.claim_id in known.failed_crossovers:
        waived |= {"CLB-103"}
    return build(_order(determined, known, versions[-1], configuration()), waived=waived)


def _order(
    determined: cob.NextPayerDetermined,
    known: Known,
    stored: StoredOriginal,
    configured: Configuration,
) -> Order:
    original = read_body(stored.body)
    if original is None:
        raise Broken("the body of a registered original has no claim in it")
    destination = determined.next.payer_profile
    following = translation.coverage(
        determined.next, configured.policy_of(destination, destination)
    )
    earlier = known.earlier.get(stored.claim_id, ())
    seen = set(numbers_seen(earlier, following.payer_id))
    if original.payer.id == following.payer.id:
        seen.add(original.patient_control_number)  # it had the original itself
    return Order(
        claim_id=stored.claim_id,
        original=original,
        next=following,
        priors=tuple(_prior(each, destination, known) for each in determined.priors),
        others=tuple(
            translation.coverage(each, configured.policy_of(each.payer_profile, destination))
            for each in determined.others
        ),
        control_number=control_number_for(original.patient_control_number, seen),
        billable=Cents(determined.billable_cents),
    )


def _prior(prior: cob.PriorPayer, destination: str, known: Known) -> Prior:
    event = era.ClaimAdjudicated.FromString(known.adjudications[prior.adjudication_id])
    policy = configuration().policy_of(prior.coverage.payer_profile, destination)
    is_reversed = prior.adjudication_id in known.reversed
    return Prior(
        translation.coverage(prior.coverage, policy),
        translation.answer(event, is_reversed=is_reversed),
    )


def _event(
    determined: cob.NextPayerDetermined, known: Known, result: Built
) -> claims.SecondaryClaimBuilt:
    determination = determined.determination
    event = translation.built_event(determined, result, submission_id(determined, known))
    original = claims.OriginalClaimRegistered.FromString(
        known.originals[determination.claim_id][-1].event
    )
    event.original_control_number = original.patient_control_number
    event.billing_provider_npi = original.billing_provider_npi
    return event


def submission_id(determined: cob.NextPayerDetermined, known: Known) -> str:
    """Identity of this claim to this payer; a further attempt upon one determination is another."""
    determination = determined.determination
    attempts = [
        claim
        for claim in known.earlier.get(determination.claim_id, ())
        if claim.determination_id == determination.determination_id
    ]
    natural_key = [determination.determination_id, determined.next.coverage_id]
    if attempts:
        natural_key.append(str(len(attempts) + 1))
    return minted("submission", *natural_key)


def _next_coverage_payer(determined: cob.NextPayerDetermined) -> str:
    profile = determined.next.payer_profile
    return configuration().policy_of(profile, profile).id or determined.next.payer.id


async def save(
    decided: Sequence[Decided[cob.NextPayerDetermined, Attempted]], tx: AsyncConnection
) -> Sequence[Effect]:
    """Keeps determinations with what came of them, and publishes it."""
    acted = [(cause, decision.outcome) for cause, decision in decided]
    rows = [_determination_row(cause) for cause, out in acted if not isinstance(out, Stands)]
    await answers.keep_determinations(tx, rows)
    effects: list[Effect] = []
    for cause, outcome in acted:
        match outcome:
            case Build():
                await built.keep(tx, [built_row(cause, outcome)])
                effects.append(Publish(cause, outcome.event))
            case HoldClaim(event):
                await built.hold(tx, [held_row(cause, event)])
                effects.append(Publish(cause, event))
            case Stands():
                pass
    return effects


def _determination_row(cause: Cause[cob.NextPayerDetermined]) -> dict[str, object]:
    return {
        "determination_id": cause.body.determination.determination_id,
        "claim_id": cause.body.determination.claim_id,
        "claim_key": cause.key,
        "event": cause.body.SerializeToString(deterministic=True),
        "determined_at": cause.at,
    }


def built_row(cause: Cause[Any], outcome: Build) -> dict[str, object]:
    event = outcome.event
    return {
        "submission_id": event.submission_id,
        "claim_id": event.claim_id,
        "determination_id": event.determination_id,
        "coverage_id": event.coverage.coverage_id,
        "payer": outcome.payer,
        "control_number": event.patient_control_number,
        "state": BuiltState.BUILT,
        "is_withdrawn": False,
        "configuration_hash": configuration().version,
        "event": event.SerializeToString(deterministic=True),
        "built_at": cause.at,
    }


def held_row(cause: Cause[Any], event: claims.SecondaryClaimHeld) -> dict[str, object]:
    return {
        "cause_id": cause.id,
        "claim_id": event.claim_id,
        "determination_id": event.determination_id,
        "reason_code": event.reason_code,
        "configuration_hash": configuration().version,
        "event": event.SerializeToString(deterministic=True),
        "held_at": cause.at,
    }
