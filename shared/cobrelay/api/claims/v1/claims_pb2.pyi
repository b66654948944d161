from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ClaimSummary(_message.Message):
    __slots__ = ("claim_id", "state", "patient_control_number", "billing_provider_npi", "charge_cents", "next_action", "next_action_on", "money_at_risk_cents", "file_by", "is_closed")
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PATIENT_CONTROL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    BILLING_PROVIDER_NPI_FIELD_NUMBER: _ClassVar[int]
    CHARGE_CENTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_ACTION_FIELD_NUMBER: _ClassVar[int]
    NEXT_ACTION_ON_FIELD_NUMBER: _ClassVar[int]
    MONEY_AT_RISK_CENTS_FIELD_NUMBER: _ClassVar[int]
    FILE_BY_FIELD_NUMBER: _ClassVar[int]
    IS_CLOSED_FIELD_NUMBER: _ClassVar[int]
    claim_id: str
    state: str
    patient_control_number: str
    billing_provider_npi: str
    charge_cents: int
    next_action: str
    next_action_on: str
    money_at_risk_cents: int
    file_by: str
    is_closed: bool
    def __init__(self, claim_id: _Optional[str] = ..., state: _Optional[str] = ..., patient_control_number: _Optional[str] = ..., billing_provider_npi: _Optional[str] = ..., charge_cents: _Optional[int] = ..., next_action: _Optional[str] = ..., next_action_on: _Optional[str] = ..., money_at_risk_cents: _Optional[int] = ..., file_by: _Optional[str] = ..., is_closed: _Optional[bool] = ...) -> None: ...

class ListClaimsRequest(_message.Message):
    __slots__ = ("state", "patient_control_number", "page_size", "page_token")
    STATE_FIELD_NUMBER: _ClassVar[int]
    PATIENT_CONTROL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    state: str
    patient_control_number: str
    page_size: int
    page_token: str
    def __init__(self, state: _Optional[str] = ..., patient_control_number: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListClaimsResponse(_message.Message):
    __slots__ = ("claims", "next_page_token")
    CLAIMS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    claims: _containers.RepeatedCompositeFieldContainer[ClaimSummary]
    next_page_token: str
    def __init__(self, claims: _Optional[_Iterable[_Union[ClaimSummary, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetClaimRequest(_message.Message):
    __slots__ = ("claim_id",)
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    claim_id: str
    def __init__(self, claim_id: _Optional[str] = ...) -> None: ...

class GetClaimResponse(_message.Message):
    __slots__ = ("claim", "timeline", "obligations", "submissions", "work", "reason_code")
    CLAIM_FIELD_NUMBER: _ClassVar[int]
    TIMELINE_FIELD_NUMBER: _ClassVar[int]
    OBLIGATIONS_FIELD_NUMBER: _ClassVar[int]
    SUBMISSIONS_FIELD_NUMBER: _ClassVar[int]
    WORK_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    claim: ClaimSummary
    timeline: _containers.RepeatedCompositeFieldContainer[TimelineEntry]
    obligations: _containers.RepeatedCompositeFieldContainer[Obligation]
    submissions: _containers.RepeatedCompositeFieldContainer[SubmissionState]
    work: _containers.RepeatedCompositeFieldContainer[WorkItem]
    reason_code: str
    def __init__(self, claim: _Optional[_Union[ClaimSummary, _Mapping]] = ..., timeline: _Optional[_Iterable[_Union[TimelineEntry, _Mapping]]] = ..., obligations: _Optional[_Iterable[_Union[Obligation, _Mapping]]] = ..., submissions: _Optional[_Iterable[_Union[SubmissionState, _Mapping]]] = ..., work: _Optional[_Iterable[_Union[WorkItem, _Mapping]]] = ..., reason_code: _Optional[str] = ...) -> None: ...

class TimelineEntry(_message.Message):
    __slots__ = ("at", "event_id", "event", "sentence", "reason_code", "amount_cents", "causation_id")
    AT_FIELD_NUMBER: _ClassVar[int]
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    EVENT_FIELD_NUMBER: _ClassVar[int]
    SENTENCE_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_CENTS_FIELD_NUMBER: _ClassVar[int]
    CAUSATION_ID_FIELD_NUMBER: _ClassVar[int]
    at: str
    event_id: str
    event: str
    sentence: str
    reason_code: str
    amount_cents: int
    causation_id: str
    def __init__(self, at: _Optional[str] = ..., event_id: _Optional[str] = ..., event: _Optional[str] = ..., sentence: _Optional[str] = ..., reason_code: _Optional[str] = ..., amount_cents: _Optional[int] = ..., causation_id: _Optional[str] = ...) -> None: ...

class Obligation(_message.Message):
    __slots__ = ("coverage_id", "payer_name", "sequence", "state", "reason_code", "file_by", "amount_cents")
    COVERAGE_ID_FIELD_NUMBER: _ClassVar[int]
    PAYER_NAME_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    FILE_BY_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_CENTS_FIELD_NUMBER: _ClassVar[int]
    coverage_id: str
    payer_name: str
    sequence: int
    state: str
    reason_code: str
    file_by: str
    amount_cents: int
    def __init__(self, coverage_id: _Optional[str] = ..., payer_name: _Optional[str] = ..., sequence: _Optional[int] = ..., state: _Optional[str] = ..., reason_code: _Optional[str] = ..., file_by: _Optional[str] = ..., amount_cents: _Optional[int] = ...) -> None: ...

class SubmissionState(_message.Message):
    __slots__ = ("submission_id", "sequence", "payer_name", "state", "due_on")
    SUBMISSION_ID_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    PAYER_NAME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    submission_id: str
    sequence: int
    payer_name: str
    state: str
    due_on: str
    def __init__(self, submission_id: _Optional[str] = ..., sequence: _Optional[int] = ..., payer_name: _Optional[str] = ..., state: _Optional[str] = ..., due_on: _Optional[str] = ...) -> None: ...

class WorkItem(_message.Message):
    __slots__ = ("work_item_id", "claim_id", "reason_code", "next_action", "money_at_risk_cents", "due_on", "state", "actor", "opened_at", "subject_kind", "subject_id", "outcome", "closing_reason")
    WORK_ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    NEXT_ACTION_FIELD_NUMBER: _ClassVar[int]
    MONEY_AT_RISK_CENTS_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    OPENED_AT_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_KIND_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_ID_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    CLOSING_REASON_FIELD_NUMBER: _ClassVar[int]
    work_item_id: str
    claim_id: str
    reason_code: str
    next_action: str
    money_at_risk_cents: int
    due_on: str
    state: str
    actor: str
    opened_at: str
    subject_kind: str
    subject_id: str
    outcome: str
    closing_reason: str
    def __init__(self, work_item_id: _Optional[str] = ..., claim_id: _Optional[str] = ..., reason_code: _Optional[str] = ..., next_action: _Optional[str] = ..., money_at_risk_cents: _Optional[int] = ..., due_on: _Optional[str] = ..., state: _Optional[str] = ..., actor: _Optional[str] = ..., opened_at: _Optional[str] = ..., subject_kind: _Optional[str] = ..., subject_id: _Optional[str] = ..., outcome: _Optional[str] = ..., closing_reason: _Optional[str] = ...) -> None: ...

class ListWorkRequest(_message.Message):
    __slots__ = ("state", "reason_code", "page_size", "page_token")
    STATE_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    state: str
    reason_code: str
    page_size: int
    page_token: str
    def __init__(self, state: _Optional[str] = ..., reason_code: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListWorkResponse(_message.Message):
    __slots__ = ("work", "next_page_token")
    WORK_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    work: _containers.RepeatedCompositeFieldContainer[WorkItem]
    next_page_token: str
    def __init__(self, work: _Optional[_Iterable[_Union[WorkItem, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class TakeWorkRequest(_message.Message):
    __slots__ = ("idempotency_key", "work_item_id", "actor")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    WORK_ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    work_item_id: str
    actor: str
    def __init__(self, idempotency_key: _Optional[str] = ..., work_item_id: _Optional[str] = ..., actor: _Optional[str] = ...) -> None: ...

class TakeWorkResponse(_message.Message):
    __slots__ = ("work_item",)
    WORK_ITEM_FIELD_NUMBER: _ClassVar[int]
    work_item: WorkItem
    def __init__(self, work_item: _Optional[_Union[WorkItem, _Mapping]] = ...) -> None: ...

class CloseWorkRequest(_message.Message):
    __slots__ = ("idempotency_key", "work_item_id", "outcome", "actor", "reason")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    WORK_ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    work_item_id: str
    outcome: str
    actor: str
    reason: str
    def __init__(self, idempotency_key: _Optional[str] = ..., work_item_id: _Optional[str] = ..., outcome: _Optional[str] = ..., actor: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class CloseWorkResponse(_message.Message):
    __slots__ = ("work_item",)
    WORK_ITEM_FIELD_NUMBER: _ClassVar[int]
    work_item: WorkItem
    def __init__(self, work_item: _Optional[_Union[WorkItem, _Mapping]] = ...) -> None: ...
