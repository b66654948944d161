from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional

DESCRIPTOR: _descriptor.FileDescriptor

class DeadlineApproaching(_message.Message):
    __slots__ = ("claim_id", "deadline", "due_on", "days_left", "money_at_risk_cents")
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    DEADLINE_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    DAYS_LEFT_FIELD_NUMBER: _ClassVar[int]
    MONEY_AT_RISK_CENTS_FIELD_NUMBER: _ClassVar[int]
    claim_id: str
    deadline: str
    due_on: str
    days_left: int
    money_at_risk_cents: int
    def __init__(self, claim_id: _Optional[str] = ..., deadline: _Optional[str] = ..., due_on: _Optional[str] = ..., days_left: _Optional[int] = ..., money_at_risk_cents: _Optional[int] = ...) -> None: ...

class DeadlineMissed(_message.Message):
    __slots__ = ("claim_id", "deadline", "due_on", "money_at_risk_cents")
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    DEADLINE_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    MONEY_AT_RISK_CENTS_FIELD_NUMBER: _ClassVar[int]
    claim_id: str
    deadline: str
    due_on: str
    money_at_risk_cents: int
    def __init__(self, claim_id: _Optional[str] = ..., deadline: _Optional[str] = ..., due_on: _Optional[str] = ..., money_at_risk_cents: _Optional[int] = ...) -> None: ...

class FollowUpFellDue(_message.Message):
    __slots__ = ("claim_id", "submission_id", "expected", "due_on")
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    SUBMISSION_ID_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    claim_id: str
    submission_id: str
    expected: str
    due_on: str
    def __init__(self, claim_id: _Optional[str] = ..., submission_id: _Optional[str] = ..., expected: _Optional[str] = ..., due_on: _Optional[str] = ...) -> None: ...

class WorkItemOpened(_message.Message):
    __slots__ = ("work_item_id", "claim_id", "reason_code", "next_action", "money_at_risk_cents", "due_on", "subject_kind", "subject_id")
    WORK_ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    NEXT_ACTION_FIELD_NUMBER: _ClassVar[int]
    MONEY_AT_RISK_CENTS_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_KIND_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_ID_FIELD_NUMBER: _ClassVar[int]
    work_item_id: str
    claim_id: str
    reason_code: str
    next_action: str
    money_at_risk_cents: int
    due_on: str
    subject_kind: str
    subject_id: str
    def __init__(self, work_item_id: _Optional[str] = ..., claim_id: _Optional[str] = ..., reason_code: _Optional[str] = ..., next_action: _Optional[str] = ..., money_at_risk_cents: _Optional[int] = ..., due_on: _Optional[str] = ..., subject_kind: _Optional[str] = ..., subject_id: _Optional[str] = ...) -> None: ...

class WorkItemClosed(_message.Message):
    __slots__ = ("work_item_id", "claim_id", "outcome", "actor", "reason")
    WORK_ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    work_item_id: str
    claim_id: str
    outcome: str
    actor: str
    reason: str
    def __init__(self, work_item_id: _Optional[str] = ..., claim_id: _Optional[str] = ..., outcome: _Optional[str] = ..., actor: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...
