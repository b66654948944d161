"""What becomes of one upload: is it sound, whose claims are in it, what is answered and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from sandbox.clearinghouse import acknowledging as ack
from sandbox.clearinghouse.acknowledging import ClaimVerdict, Source
from sandbox.clearinghouse.equations import REPLACEMENTS, findings
from sandbox.clearinghouse.submitted import SubmittedClaim, submission
from sandbox.clearinghouse.validating import SetVerdict
from sandbox.reading import Interchange, Transaction, Unreadable, read
from sandbox.roster import CLEARINGHOUSE, PAYERS_BY_ID
from sandbox.segments import Envelope

DUPLICATE_INTERCHANGE = "025"
NOT_AN_837P = "024"
DUPLICATE_CLAIM = "A3:78"
UNREADABLE_SET = SetVerdict("", "R", (("IK5", "R", "5"),))

# When each answer comes, after the upload, in business time.
TA1_AFTER = timedelta(minutes=10)
FUNCTIONAL_AFTER = timedelta(hours=1)
CLEARINGHOUSE_AFTER = timedelta(hours=4)
PAYER_AFTER = timedelta(days=2)

THE_CLEARINGHOUSE = Source("AY", "EXAMPLE CLEARINGHOUSE", CLEARINGHOUSE.id)

ClaimKey = tuple[str, str]  # CLM01 and payer id


@dataclass(slots=True)
class Known:
    """What arrived before: interchanges by sender, claims by payer, claims forwarded to payers."""

    interchanges: set[tuple[str, str]] = field(default_factory=set)
    claims: set[ClaimKey] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Reply:
    """A file for the submitter, to be put out when it is due (business time)."""

    name: str
    kind: str
    due_at: datetime
    data: bytes


@dataclass(frozen=True, slots=True)
class SetOutcome:
    """One transaction set: its syntax verdict and, when that was good, its claims'."""

    verdict: SetVerdict
    batch: str = ""
    claims: tuple[ClaimVerdict, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """What an upload came to."""

    number: int
    received_at: datetime
    interchange: str  # ISA13, empty when nothing could be read
    sender: str
    faults: tuple[str, ...] = ()
    sets: tuple[SetOutcome, ...] = ()
    replies: tuple[Reply, ...] = ()

    @property
    def verdict(self) -> str:
        if not self.interchange:
            return "unreadable"
        return "rejected" if self.faults else "accepted"

    @property
    def accepted(self) -> list[ClaimVerdict]:
        return [one for outcome in self.sets for one in outcome.claims if one.is_accepted]


def receive(
    number: int, data: bytes, at: datetime, known: Known, verdicts: Sequence[SetVerdict]
) -> Delivery:
    """Judge an upload, with the independent validator's verdicts on its sets.

    Nothing is recorded here; `known` stays as it is.
    """
    try:
        interchange = read(data)
    except Unreadable:
        return Delivery(number, at, "", "")
    sender = interchange.header[6].strip()
    faults = tuple(interchange.faults) or _envelope_faults(interchange, sender, known)
    sets = () if faults else _sets(number, interchange, known, verdicts)
    unanswered = Delivery(number, at, interchange.control_number, sender, faults, sets)
    return Delivery(
        number,
        at,
        unanswered.interchange,
        sender,
        faults,
        sets,
        tuple(_replies(unanswered, interchange)),
    )


def _envelope_faults(interchange: Interchange, sender: str, known: Known) -> tuple[str, ...]:
    if (sender, interchange.control_number) in known.interchanges:
        return (DUPLICATE_INTERCHANGE,)
    if any(group.header[1] != "HC" for group in interchange.groups):
        return (NOT_AN_837P,)
    return ()


def _sets(
    number: int, interchange: Interchange, known: Known, verdicts: Sequence[SetVerdict]
) -> tuple[SetOutcome, ...]:
    told = {verdict.control_number: verdict for verdict in verdicts}
    outcomes: list[SetOutcome] = []
    seen: set[ClaimKey] = set()
    for group in interchange.groups:
        for transaction in group.transactions:
            verdict = told.get(transaction.control_number, UNREADABLE_SET)
            outcomes.append(_set(number, transaction, interchange.component, verdict))
    return tuple(_without_duplicates(outcome, known, seen) for outcome in outcomes)


def _set(number: int, transaction: Transaction, component: str, verdict: SetVerdict) -> SetOutcome:
    verdict = SetVerdict(transaction.control_number, verdict.code, verdict.errors)
    if not verdict.is_accepted:
        return SetOutcome(verdict)
    try:
        submitted = submission(transaction, component)
    except ValueError:
        return SetOutcome(SetVerdict(verdict.control_number, "R", UNREADABLE_SET.errors))
    prefix = f"{number:06d}{transaction.control_number}"
    claims = tuple(
        _judged(claim, f"{claim.payer_id}{prefix}{place:03d}")
        for place, claim in enumerate(submitted.claims, start=1)
    )
    return SetOutcome(verdict, submitted.batch, claims)


def _judged(claim: SubmittedClaim, payer_claim_number: str) -> ClaimVerdict:
    wrong = findings(claim)
    if wrong:
        return ClaimVerdict(claim, wrong)
    return ClaimVerdict(claim, (ack.IN_ADJUDICATION,), payer_claim_number)


def _without_duplicates(outcome: SetOutcome, known: Known, seen: set[ClaimKey]) -> SetOutcome:
    """A claim that this payer has already is refused, unless it replaces the earlier one."""
    judged: list[ClaimVerdict] = []
    for verdict in outcome.claims:
        key = (verdict.claim.control_number, verdict.claim.payer_id)
        is_new = key not in known.claims and key not in seen
        if verdict.is_accepted and not is_new and verdict.claim.frequency not in REPLACEMENTS:
            judged.append(ClaimVerdict(verdict.claim, (DUPLICATE_CLAIM,)))
            continue
        if verdict.is_accepted:
            seen.add(key)
        judged.append(verdict)
    return SetOutcome(outcome.verdict, outcome.batch, tuple(judged))


def _replies(delivery: Delivery, received: Interchange) -> list[Reply]:
    writing = _Writing(delivery, received)
    envelope = writing.envelope("", "", TA1_AFTER)
    replies = [writing.reply("ta1", TA1_AFTER, ack.ta1(received, envelope, delivery.faults))]
    if delivery.faults:
        return replies
    replies += writing.functional()
    batches = [(one.batch, one.claims) for one in delivery.sets if one.claims]
    if batches:
        envelope = writing.envelope("HN", ack.VERSION_277CA, CLEARINGHOUSE_AFTER)
        told = [(batch, _as_received(claims)) for batch, claims in batches]
        data = ack.claim_status(THE_CLEARINGHOUSE, told, envelope)
        replies.append(writing.reply("277ca", CLEARINGHOUSE_AFTER, data))
    return [*replies, *writing.payers()]


def _as_received(claims: Sequence[ClaimVerdict]) -> list[ClaimVerdict]:
    """The clearinghouse takes an accepted claim in; that it is in adjudication the payer says."""
    return [ClaimVerdict(one.claim, (ack.RECEIVED,)) if one.is_accepted else one for one in claims]


@dataclass(slots=True)
class _Writing:
    """Numbers the answers to one upload."""

    delivery: Delivery
    received: Interchange
    written: int = 0

    def envelope(self, code: str, version: str, after: timedelta) -> Envelope:
        number = self.delivery.number * 100 + self.written + 1
        at = self.delivery.received_at + after
        return ack.answer_envelope(self.received, code, version, number, at)

    def reply(self, kind: str, after: timedelta, data: bytes) -> Reply:
        self.written += 1
        delivery = self.delivery
        stem = f"{delivery.interchange}.{delivery.number:06d}.{self.written:02d}"
        return Reply(f"{stem}.{kind}", kind, delivery.received_at + after, data)

    def functional(self) -> list[Reply]:
        replies = []
        outcomes = iter(self.delivery.sets)
        for group in self.received.groups:
            verdicts = [next(outcomes).verdict for _ in group.transactions]
            envelope = self.envelope("FA", ack.VERSION_999, FUNCTIONAL_AFTER)
            data = ack.functional(group, verdicts, envelope)
            replies.append(self.reply("999", FUNCTIONAL_AFTER, data))
        return replies

    def payers(self) -> list[Reply]:
        """Each payer answers for itself, days later, for the claims that reached it."""
        reached = [
            (one.claim.payer_id, outcome.batch, one)
            for outcome in self.delivery.sets
            for one in outcome.claims
            if one.is_accepted
        ]
        replies = []
        ordered = sorted(reached, key=lambda one: one[:2])
        for payer_id, of_payer in groupby(ordered, key=lambda one: one[0]):
            told = list(of_payer)
            batches = [
                (batch, [one for _, _, one in claims])
                for batch, claims in groupby(told, key=lambda one: one[1])
            ]
            envelope = self.envelope("HN", ack.VERSION_277CA, PAYER_AFTER)
            source = Source("PR", _name(payer_id, told[0][2].claim), payer_id)
            data = ack.claim_status(source, batches, envelope)
            replies.append(self.reply("277ca", PAYER_AFTER, data))
        return replies


def _name(payer_id: str, claim: SubmittedClaim) -> str:
    known = PAYERS_BY_ID.get(payer_id)
    return known.name if known else claim.payer_name
