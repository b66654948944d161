from cobrelay.contracts.common.v1 import business_pb2 as _business_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AdjustmentClass(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ADJUSTMENT_CLASS_UNSPECIFIED: _ClassVar[AdjustmentClass]
    ADJUSTMENT_CLASS_PR_SHIFT: _ClassVar[AdjustmentClass]
    ADJUSTMENT_CLASS_CONTRACTUAL: _ClassVar[AdjustmentClass]
    ADJUSTMENT_CLASS_PRIOR: _ClassVar[AdjustmentClass]
    ADJUSTMENT_CLASS_BUNDLED: _ClassVar[AdjustmentClass]
    ADJUSTMENT_CLASS_COB_ORDER: _ClassVar[AdjustmentClass]
    ADJUSTMENT_CLASS_COVERAGE: _ClassVar[AdjustmentClass]
    ADJUSTMENT_CLASS_NONCOVERED: _ClassVar[AdjustmentClass]
    ADJUSTMENT_CLASS_FIXABLE: _ClassVar[AdjustmentClass]
    ADJUSTMENT_CLASS_AUTH: _ClassVar[AdjustmentClass]
    ADJUSTMENT_CLASS_TIMELY: _ClassVar[AdjustmentClass]
    ADJUSTMENT_CLASS_DUP: _ClassVar[AdjustmentClass]
    ADJUSTMENT_CLASS_PAID_PATIENT: _ClassVar[AdjustmentClass]
    ADJUSTMENT_CLASS_QMB: _ClassVar[AdjustmentClass]
    ADJUSTMENT_CLASS_INFO: _ClassVar[AdjustmentClass]
    ADJUSTMENT_CLASS_REVIEW: _ClassVar[AdjustmentClass]
    ADJUSTMENT_CLASS_TECHNICAL: _ClassVar[AdjustmentClass]

class Owner(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    OWNER_UNSPECIFIED: _ClassVar[Owner]
    OWNER_PAYER: _ClassVar[Owner]
    OWNER_PATIENT: _ClassVar[Owner]
    OWNER_NOBODY: _ClassVar[Owner]
    OWNER_PERSON: _ClassVar[Owner]
    OWNER_MEMO: _ClassVar[Owner]
ADJUSTMENT_CLASS_UNSPECIFIED: AdjustmentClass
ADJUSTMENT_CLASS_PR_SHIFT: AdjustmentClass
ADJUSTMENT_CLASS_CONTRACTUAL: AdjustmentClass
ADJUSTMENT_CLASS_PRIOR: AdjustmentClass
ADJUSTMENT_CLASS_BUNDLED: AdjustmentClass
ADJUSTMENT_CLASS_COB_ORDER: AdjustmentClass
ADJUSTMENT_CLASS_COVERAGE: AdjustmentClass
ADJUSTMENT_CLASS_NONCOVERED: AdjustmentClass
ADJUSTMENT_CLASS_FIXABLE: AdjustmentClass
ADJUSTMENT_CLASS_AUTH: AdjustmentClass
ADJUSTMENT_CLASS_TIMELY: AdjustmentClass
ADJUSTMENT_CLASS_DUP: AdjustmentClass
ADJUSTMENT_CLASS_PAID_PATIENT: AdjustmentClass
ADJUSTMENT_CLASS_QMB: AdjustmentClass
ADJUSTMENT_CLASS_INFO: AdjustmentClass
ADJUSTMENT_CLASS_REVIEW: AdjustmentClass
ADJUSTMENT_CLASS_TECHNICAL: AdjustmentClass
OWNER_UNSPECIFIED: Owner
OWNER_PAYER: Owner
OWNER_PATIENT: Owner
OWNER_NOBODY: Owner
OWNER_PERSON: Owner
OWNER_MEMO: Owner

class ClassifiedAdjustment(_message.Message):
    __slots__ = ("line_ordinal", "adjustment", "adjustment_class", "owner", "rule_code")
    LINE_ORDINAL_FIELD_NUMBER: _ClassVar[int]
    ADJUSTMENT_FIELD_NUMBER: _ClassVar[int]
    ADJUSTMENT_CLASS_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    RULE_CODE_FIELD_NUMBER: _ClassVar[int]
    line_ordinal: int
    adjustment: _business_pb2.Adjustment
    adjustment_class: AdjustmentClass
    owner: Owner
    rule_code: str
    def __init__(self, line_ordinal: _Optional[int] = ..., adjustment: _Optional[_Union[_business_pb2.Adjustment, _Mapping]] = ..., adjustment_class: _Optional[_Union[AdjustmentClass, str]] = ..., owner: _Optional[_Union[Owner, str]] = ..., rule_code: _Optional[str] = ...) -> None: ...

class Remainder(_message.Message):
    __slots__ = ("billable_cents", "write_off_cents", "work_first_cents", "patient_cents")
    BILLABLE_CENTS_FIELD_NUMBER: _ClassVar[int]
    WRITE_OFF_CENTS_FIELD_NUMBER: _ClassVar[int]
    WORK_FIRST_CENTS_FIELD_NUMBER: _ClassVar[int]
    PATIENT_CENTS_FIELD_NUMBER: _ClassVar[int]
    billable_cents: int
    write_off_cents: int
    work_first_cents: int
    patient_cents: int
    def __init__(self, billable_cents: _Optional[int] = ..., write_off_cents: _Optional[int] = ..., work_first_cents: _Optional[int] = ..., patient_cents: _Optional[int] = ...) -> None: ...

class Determination(_message.Message):
    __slots__ = ("determination_id", "claim_id", "claim_version", "adjudication_id", "coverage_id", "sequence", "adjustments", "remainder", "trace", "configuration_hash", "reason_code", "is_patient_protected", "attempt", "unsettled_cents")
    DETERMINATION_ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_VERSION_FIELD_NUMBER: _ClassVar[int]
    ADJUDICATION_ID_FIELD_NUMBER: _ClassVar[int]
    COVERAGE_ID_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    ADJUSTMENTS_FIELD_NUMBER: _ClassVar[int]
    REMAINDER_FIELD_NUMBER: _ClassVar[int]
    TRACE_FIELD_NUMBER: _ClassVar[int]
    CONFIGURATION_HASH_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    IS_PATIENT_PROTECTED_FIELD_NUMBER: _ClassVar[int]
    ATTEMPT_FIELD_NUMBER: _ClassVar[int]
    UNSETTLED_CENTS_FIELD_NUMBER: _ClassVar[int]
    determination_id: str
    claim_id: str
    claim_version: int
    adjudication_id: str
    coverage_id: str
    sequence: int
    adjustments: _containers.RepeatedCompositeFieldContainer[ClassifiedAdjustment]
    remainder: Remainder
    trace: _containers.RepeatedCompositeFieldContainer[_business_pb2.RuleTrace]
    configuration_hash: str
    reason_code: str
    is_patient_protected: bool
    attempt: int
    unsettled_cents: int
    def __init__(self, determination_id: _Optional[str] = ..., claim_id: _Optional[str] = ..., claim_version: _Optional[int] = ..., adjudication_id: _Optional[str] = ..., coverage_id: _Optional[str] = ..., sequence: _Optional[int] = ..., adjustments: _Optional[_Iterable[_Union[ClassifiedAdjustment, _Mapping]]] = ..., remainder: _Optional[_Union[Remainder, _Mapping]] = ..., trace: _Optional[_Iterable[_Union[_business_pb2.RuleTrace, _Mapping]]] = ..., configuration_hash: _Optional[str] = ..., reason_code: _Optional[str] = ..., is_patient_protected: _Optional[bool] = ..., attempt: _Optional[int] = ..., unsettled_cents: _Optional[int] = ...) -> None: ...

class PriorPayer(_message.Message):
    __slots__ = ("adjudication_id", "coverage")
    ADJUDICATION_ID_FIELD_NUMBER: _ClassVar[int]
    COVERAGE_FIELD_NUMBER: _ClassVar[int]
    adjudication_id: str
    coverage: _business_pb2.Coverage
    def __init__(self, adjudication_id: _Optional[str] = ..., coverage: _Optional[_Union[_business_pb2.Coverage, _Mapping]] = ...) -> None: ...

class NextPayerDetermined(_message.Message):
    __slots__ = ("determination", "next", "priors", "others", "billable_cents", "file_by", "file_by_rule_code")
    DETERMINATION_FIELD_NUMBER: _ClassVar[int]
    NEXT_FIELD_NUMBER: _ClassVar[int]
    PRIORS_FIELD_NUMBER: _ClassVar[int]
    OTHERS_FIELD_NUMBER: _ClassVar[int]
    BILLABLE_CENTS_FIELD_NUMBER: _ClassVar[int]
    FILE_BY_FIELD_NUMBER: _ClassVar[int]
    FILE_BY_RULE_CODE_FIELD_NUMBER: _ClassVar[int]
    determination: Determination
    next: _business_pb2.Coverage
    priors: _containers.RepeatedCompositeFieldContainer[PriorPayer]
    others: _containers.RepeatedCompositeFieldContainer[_business_pb2.Coverage]
    billable_cents: int
    file_by: str
    file_by_rule_code: str
    def __init__(self, determination: _Optional[_Union[Determination, _Mapping]] = ..., next: _Optional[_Union[_business_pb2.Coverage, _Mapping]] = ..., priors: _Optional[_Iterable[_Union[PriorPayer, _Mapping]]] = ..., others: _Optional[_Iterable[_Union[_business_pb2.Coverage, _Mapping]]] = ..., billable_cents: _Optional[int] = ..., file_by: _Optional[str] = ..., file_by_rule_code: _Optional[str] = ...) -> None: ...

class CrossoverAwaited(_message.Message):
    __slots__ = ("determination", "next", "evidence", "wait_until", "billable_cents")
    DETERMINATION_FIELD_NUMBER: _ClassVar[int]
    NEXT_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    WAIT_UNTIL_FIELD_NUMBER: _ClassVar[int]
    BILLABLE_CENTS_FIELD_NUMBER: _ClassVar[int]
    determination: Determination
    next: _business_pb2.Coverage
    evidence: _containers.RepeatedScalarFieldContainer[str]
    wait_until: str
    billable_cents: int
    def __init__(self, determination: _Optional[_Union[Determination, _Mapping]] = ..., next: _Optional[_Union[_business_pb2.Coverage, _Mapping]] = ..., evidence: _Optional[_Iterable[str]] = ..., wait_until: _Optional[str] = ..., billable_cents: _Optional[int] = ...) -> None: ...

class CrossoverFailed(_message.Message):
    __slots__ = ("claim_id", "determination_id", "coverage_id", "reason_code", "detail")
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    DETERMINATION_ID_FIELD_NUMBER: _ClassVar[int]
    COVERAGE_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    claim_id: str
    determination_id: str
    coverage_id: str
    reason_code: str
    detail: str
    def __init__(self, claim_id: _Optional[str] = ..., determination_id: _Optional[str] = ..., coverage_id: _Optional[str] = ..., reason_code: _Optional[str] = ..., detail: _Optional[str] = ...) -> None: ...

class PatientResponsibilityDetermined(_message.Message):
    __slots__ = ("determination", "patient_cents")
    DETERMINATION_FIELD_NUMBER: _ClassVar[int]
    PATIENT_CENTS_FIELD_NUMBER: _ClassVar[int]
    determination: Determination
    patient_cents: int
    def __init__(self, determination: _Optional[_Union[Determination, _Mapping]] = ..., patient_cents: _Optional[int] = ...) -> None: ...

class NothingLeftDetermined(_message.Message):
    __slots__ = ("determination",)
    DETERMINATION_FIELD_NUMBER: _ClassVar[int]
    determination: Determination
    def __init__(self, determination: _Optional[_Union[Determination, _Mapping]] = ...) -> None: ...

class DenialDetermined(_message.Message):
    __slots__ = ("determination", "denied_cents")
    DETERMINATION_FIELD_NUMBER: _ClassVar[int]
    DENIED_CENTS_FIELD_NUMBER: _ClassVar[int]
    determination: Determination
    denied_cents: int
    def __init__(self, determination: _Optional[_Union[Determination, _Mapping]] = ..., denied_cents: _Optional[int] = ...) -> None: ...

class DeterminationHeld(_message.Message):
    __slots__ = ("determination", "detail", "money_at_risk_cents", "file_by", "next_action", "next")
    DETERMINATION_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    MONEY_AT_RISK_CENTS_FIELD_NUMBER: _ClassVar[int]
    FILE_BY_FIELD_NUMBER: _ClassVar[int]
    NEXT_ACTION_FIELD_NUMBER: _ClassVar[int]
    NEXT_FIELD_NUMBER: _ClassVar[int]
    determination: Determination
    detail: str
    money_at_risk_cents: int
    file_by: str
    next_action: str
    next: _business_pb2.Coverage
    def __init__(self, determination: _Optional[_Union[Determination, _Mapping]] = ..., detail: _Optional[str] = ..., money_at_risk_cents: _Optional[int] = ..., file_by: _Optional[str] = ..., next_action: _Optional[str] = ..., next: _Optional[_Union[_business_pb2.Coverage, _Mapping]] = ...) -> None: ...

class DeterminationWithdrawn(_message.Message):
    __slots__ = ("determination_id", "claim_id", "reason_code", "adjudication_id", "detail")
    DETERMINATION_ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    ADJUDICATION_ID_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    determination_id: str
    claim_id: str
    reason_code: str
    adjudication_id: str
    detail: str
    def __init__(self, determination_id: _Optional[str] = ..., claim_id: _Optional[str] = ..., reason_code: _Optional[str] = ..., adjudication_id: _Optional[str] = ..., detail: _Optional[str] = ...) -> None: ...

class CoverageRowRefused(_message.Message):
    __slots__ = ("file_hash", "line_number", "column", "reason_code", "detail")
    FILE_HASH_FIELD_NUMBER: _ClassVar[int]
    LINE_NUMBER_FIELD_NUMBER: _ClassVar[int]
    COLUMN_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    file_hash: str
    line_number: int
    column: str
    reason_code: str
    detail: str
    def __init__(self, file_hash: _Optional[str] = ..., line_number: _Optional[int] = ..., column: _Optional[str] = ..., reason_code: _Optional[str] = ..., detail: _Optional[str] = ...) -> None: ...

class EventOverdue(_message.Message):
    __slots__ = ("event_id", "event_type", "reason_code", "facts", "waiting_since", "is_settled", "claim_id")
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    EVENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    FACTS_FIELD_NUMBER: _ClassVar[int]
    WAITING_SINCE_FIELD_NUMBER: _ClassVar[int]
    IS_SETTLED_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    event_id: str
    event_type: str
    reason_code: str
    facts: _containers.RepeatedScalarFieldContainer[str]
    waiting_since: str
    is_settled: bool
    claim_id: str
    def __init__(self, event_id: _Optional[str] = ..., event_type: _Optional[str] = ..., reason_code: _Optional[str] = ..., facts: _Optional[_Iterable[str]] = ..., waiting_since: _Optional[str] = ..., is_settled: _Optional[bool] = ..., claim_id: _Optional[str] = ...) -> None: ...
