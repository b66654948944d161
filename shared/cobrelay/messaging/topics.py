"""The registry: every topic, who writes it, what it is keyed by and which events it carries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from google.protobuf.message import Message

from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.cob import v1 as cob
from cobrelay.contracts.downstream import v1 as downstream
from cobrelay.contracts.era import v1 as era
from cobrelay.contracts.payments import v1 as payments
from cobrelay.contracts.status import v1 as status
from cobrelay.contracts.submissions import v1 as submissions

PARTITIONS = 6
RETENTION_DAYS = 30
DAY_MS = 24 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic. Its owner alone writes to it."""

    name: str
    owner: str
    keyed_by: str
    events: tuple[type[Message], ...]
    overdue: type[Message] | None = None
    """The one of `events` that says that the owner waits too long for a fact."""
    is_public: bool = False
    partitions: int = PARTITIONS
    retention_ms: int = RETENTION_DAYS * DAY_MS


ERA_REMITTANCES = Topic(
    name="era.remittances.v1",
    owner="era-intake",
    keyed_by="remittance_id",
    events=(
        era.RemittanceAccepted,
        era.ProviderAdjusted,
        era.RemittanceDuplicated,
        era.RemittanceQuarantined,
        era.QuarantineClosed,
    ),
)
ERA_CLAIMS = Topic(
    name="era.claims.v1",
    owner="era-intake",
    keyed_by="claim_key",
    events=(era.ClaimAdjudicated, era.AdjudicationUnmatched, era.ClaimQuarantined),
)
COB_DETERMINATIONS = Topic(
    name="cob.determinations.v1",
    owner="cob-verification",
    keyed_by="claim_key",
    events=(
        cob.NextPayerDetermined,
        cob.CrossoverAwaited,
        cob.CrossoverFailed,
        cob.PatientResponsibilityDetermined,
        cob.NothingLeftDetermined,
        cob.DenialDetermined,
        cob.DeterminationHeld,
        cob.DeterminationWithdrawn,
        cob.CoverageRowRefused,
        cob.EventOverdue,
    ),
    overdue=cob.EventOverdue,
)
CLAIMS_DOCUMENTS = Topic(
    name="claims.documents.v1",
    owner="claim-builder",
    keyed_by="claim_key",
    events=(
        claims.OriginalClaimRegistered,
        claims.OriginalClaimHeld,
        claims.OriginalFileQuarantined,
        claims.SecondaryClaimBuilt,
        claims.SecondaryClaimHeld,
        claims.SecondaryClaimWithdrawn,
        claims.EventOverdue,
    ),
    overdue=claims.EventOverdue,
)
SUBMISSIONS_CLAIMS = Topic(
    name="submissions.claims.v1",
    owner="submission-gateway",
    keyed_by="claim_key",
    events=(
        submissions.ClaimSubmitted,
        submissions.SubmissionUncertain,
        submissions.SubmissionCancelled,
        submissions.SubmissionHeld,
        submissions.ClaimAcknowledged,
        submissions.ClaimRejected,
        submissions.AcknowledgmentUnmatched,
        submissions.AcknowledgmentQuarantined,
        submissions.EventOverdue,
    ),
    overdue=submissions.EventOverdue,
)
STATUS_CLAIMS = Topic(
    name="status.claims.v1",
    owner="status-tracker",
    keyed_by="claim_key",
    events=(
        status.DeadlineApproaching,
        status.DeadlineMissed,
        status.FollowUpFellDue,
        status.WorkItemOpened,
        status.WorkItemClosed,
    ),
)
PAYMENTS_POSTINGS = Topic(
    name="payments.postings.v1",
    owner="payment-poster",
    keyed_by="claim_key",
    events=(
        payments.PaymentPosted,
        payments.PaymentReversed,
        payments.BalanceResolved,
        payments.PatientBalanceReleased,
        payments.PatientBalanceRecalled,
        payments.RemittanceProved,
        payments.EventOverdue,
    ),
    overdue=payments.EventOverdue,
)
PAYMENTS_PUBLIC = Topic(
    name="payments.public.v1",
    owner="payment-poster",
    keyed_by="claim_id",
    events=(
        downstream.ClaimPaymentRecorded,
        downstream.ClaimBalanceChanged,
        downstream.PatientBalanceChanged,
        downstream.PaymentProved,
    ),
    is_public=True,
)
CLAIMS_PUBLIC = Topic(
    name="claims.public.v1",
    owner="status-tracker",
    keyed_by="claim_id",
    events=(downstream.ClaimStateChanged,),
    is_public=True,
)
# flow_monitor writes JSON windows here; nothing reads them for an effect.
OPS_FLOW = Topic(
    name="ops.flow.v1", owner="flow-monitor", keyed_by="checkpoint", events=(), partitions=1
)

TOPICS: tuple[Topic, ...] = (
    ERA_REMITTANCES,
    ERA_CLAIMS,
    COB_DETERMINATIONS,
    CLAIMS_DOCUMENTS,
    SUBMISSIONS_CLAIMS,
    STATUS_CLAIMS,
    PAYMENTS_POSTINGS,
    PAYMENTS_PUBLIC,
    CLAIMS_PUBLIC,
    OPS_FLOW,
)


def _by_event() -> Iterator[tuple[type[Message], Topic]]:
    for topic in TOPICS:
        for event in topic.events:
            yield event, topic


_TOPIC_OF: Mapping[type[Message], Topic] = MappingProxyType(dict(_by_event()))
_TYPE_OF: Mapping[str, type[Message]] = MappingProxyType(
    {event.DESCRIPTOR.full_name: event for event in _TOPIC_OF}
)
_OVERDUE_OF: Mapping[str, type[Message]] = MappingProxyType(
    {topic.owner: topic.overdue for topic in TOPICS if topic.overdue is not None}
)
_AMOUNTS: Mapping[type[Message], str] = MappingProxyType(
    {
        era.RemittanceAccepted: "payment_cents",
        era.ClaimAdjudicated: "answer.charge_cents",
        era.AdjudicationUnmatched: "answer.charge_cents",
        claims.OriginalClaimRegistered: "charge_cents",
        cob.NextPayerDetermined: "billable_cents",
        cob.CrossoverAwaited: "billable_cents",
        cob.PatientResponsibilityDetermined: "patient_cents",
        cob.DenialDetermined: "denied_cents",
        claims.SecondaryClaimBuilt: "billable_cents",
        submissions.ClaimSubmitted: "charge_cents",
        payments.PaymentPosted: "amount_cents",
        payments.PatientBalanceReleased: "amount_cents",
    }
)


def topic_of(event: type[Message]) -> Topic:
    """The one topic that carries an event type; KeyError when the type is not registered."""
    return _TOPIC_OF[event]


def overdue_of(owner: str) -> type[Message] | None:
    """The event in which a service says that it waits too long; None for those that never wait."""
    return _OVERDUE_OF.get(owner)


def event_type(name: str) -> type[Message] | None:
    """The event type of a full protobuf name (`ce_type`); None when it is not known here."""
    return _TYPE_OF.get(name)


def amount_cents(event: type[Message], body: bytes) -> int | None:
    """What an event is about in money, for those who count dollars and read no value."""
    path = _AMOUNTS.get(event)
    if path is None:
        return None
    value: Any = event.FromString(body)
    for name in path.split("."):
        value = getattr(value, name)
    return int(value)


def dead_topic(group: str) -> str:
    """Where a consumer group puts records that have no readable key or type."""
    return f"{group}.dead.v1"
