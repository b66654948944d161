from cobrelay.contracts.common.v1 import business_pb2 as _business_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AcknowledgmentLayer(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ACKNOWLEDGMENT_LAYER_UNSPECIFIED: _ClassVar[AcknowledgmentLayer]
    ACKNOWLEDGMENT_LAYER_TA1: _ClassVar[AcknowledgmentLayer]
    ACKNOWLEDGMENT_LAYER_999: _ClassVar[AcknowledgmentLayer]
    ACKNOWLEDGMENT_LAYER_CLEARINGHOUSE_277CA: _ClassVar[AcknowledgmentLayer]
    ACKNOWLEDGMENT_LAYER_PAYER_277CA: _ClassVar[AcknowledgmentLayer]
ACKNOWLEDGMENT_LAYER_UNSPECIFIED: AcknowledgmentLayer
ACKNOWLEDGMENT_LAYER_TA1: AcknowledgmentLayer
ACKNOWLEDGMENT_LAYER_999: AcknowledgmentLayer
ACKNOWLEDGMENT_LAYER_CLEARINGHOUSE_277CA: AcknowledgmentLayer
ACKNOWLEDGMENT_LAYER_PAYER_277CA: AcknowledgmentLayer

class ControlNumbers(_message.Message):
    __slots__ = ("interchange", "group", "transaction_set", "batch")
    INTERCHANGE_FIELD_NUMBER: _ClassVar[int]
    GROUP_FIELD_NUMBER: _ClassVar[int]
    TRANSACTION_SET_FIELD_NUMBER: _ClassVar[int]
    BATCH_FIELD_NUMBER: _ClassVar[int]
    interchange: str
    group: str
    transaction_set: str
    batch: str
    def __init__(self, interchange: _Optional[str] = ..., group: _Optional[str] = ..., transaction_set: _Optional[str] = ..., batch: _Optional[str] = ...) -> None: ...

class ClaimSubmitted(_message.Message):
    __slots__ = ("submission_id", "claim_id", "control_numbers", "route", "file_name", "interchange_hash", "submitted_at", "evidence", "charge_cents")
    SUBMISSION_ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    CONTROL_NUMBERS_FIELD_NUMBER: _ClassVar[int]
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    INTERCHANGE_HASH_FIELD_NUMBER: _ClassVar[int]
    SUBMITTED_AT_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    CHARGE_CENTS_FIELD_NUMBER: _ClassVar[int]
    submission_id: str
    claim_id: str
    control_numbers: ControlNumbers
    route: str
    file_name: str
    interchange_hash: str
    submitted_at: str
    evidence: str
    charge_cents: int
    def __init__(self, submission_id: _Optional[str] = ..., claim_id: _Optional[str] = ..., control_numbers: _Optional[_Union[ControlNumbers, _Mapping]] = ..., route: _Optional[str] = ..., file_name: _Optional[str] = ..., interchange_hash: _Optional[str] = ..., submitted_at: _Optional[str] = ..., evidence: _Optional[str] = ..., charge_cents: _Optional[int] = ...) -> None: ...

class SubmissionUncertain(_message.Message):
    __slots__ = ("submission_id", "claim_id", "control_numbers", "route", "reason_code")
    SUBMISSION_ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    CONTROL_NUMBERS_FIELD_NUMBER: _ClassVar[int]
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    submission_id: str
    claim_id: str
    control_numbers: ControlNumbers
    route: str
    reason_code: str
    def __init__(self, submission_id: _Optional[str] = ..., claim_id: _Optional[str] = ..., control_numbers: _Optional[_Union[ControlNumbers, _Mapping]] = ..., route: _Optional[str] = ..., reason_code: _Optional[str] = ...) -> None: ...

class SubmissionCancelled(_message.Message):
    __slots__ = ("submission_id", "claim_id", "reason_code")
    SUBMISSION_ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    submission_id: str
    claim_id: str
    reason_code: str
    def __init__(self, submission_id: _Optional[str] = ..., claim_id: _Optional[str] = ..., reason_code: _Optional[str] = ...) -> None: ...

class SubmissionHeld(_message.Message):
    __slots__ = ("submission_id", "claim_id", "reason_code", "detail", "money_at_risk_cents", "file_by", "next_action")
    SUBMISSION_ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    MONEY_AT_RISK_CENTS_FIELD_NUMBER: _ClassVar[int]
    FILE_BY_FIELD_NUMBER: _ClassVar[int]
    NEXT_ACTION_FIELD_NUMBER: _ClassVar[int]
    submission_id: str
    claim_id: str
    reason_code: str
    detail: str
    money_at_risk_cents: int
    file_by: str
    next_action: str
    def __init__(self, submission_id: _Optional[str] = ..., claim_id: _Optional[str] = ..., reason_code: _Optional[str] = ..., detail: _Optional[str] = ..., money_at_risk_cents: _Optional[int] = ..., file_by: _Optional[str] = ..., next_action: _Optional[str] = ...) -> None: ...

class AcknowledgmentCode(_message.Message):
    __slots__ = ("code", "meaning", "place")
    CODE_FIELD_NUMBER: _ClassVar[int]
    MEANING_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    code: str
    meaning: str
    place: str
    def __init__(self, code: _Optional[str] = ..., meaning: _Optional[str] = ..., place: _Optional[str] = ...) -> None: ...

class ClaimAcknowledged(_message.Message):
    __slots__ = ("submission_id", "claim_id", "layer", "is_pending", "payer_claim_control_number", "codes", "file_hash", "acknowledged_on")
    SUBMISSION_ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    LAYER_FIELD_NUMBER: _ClassVar[int]
    IS_PENDING_FIELD_NUMBER: _ClassVar[int]
    PAYER_CLAIM_CONTROL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    CODES_FIELD_NUMBER: _ClassVar[int]
    FILE_HASH_FIELD_NUMBER: _ClassVar[int]
    ACKNOWLEDGED_ON_FIELD_NUMBER: _ClassVar[int]
    submission_id: str
    claim_id: str
    layer: AcknowledgmentLayer
    is_pending: bool
    payer_claim_control_number: str
    codes: _containers.RepeatedCompositeFieldContainer[AcknowledgmentCode]
    file_hash: str
    acknowledged_on: str
    def __init__(self, submission_id: _Optional[str] = ..., claim_id: _Optional[str] = ..., layer: _Optional[_Union[AcknowledgmentLayer, str]] = ..., is_pending: _Optional[bool] = ..., payer_claim_control_number: _Optional[str] = ..., codes: _Optional[_Iterable[_Union[AcknowledgmentCode, _Mapping]]] = ..., file_hash: _Optional[str] = ..., acknowledged_on: _Optional[str] = ...) -> None: ...

class ClaimRejected(_message.Message):
    __slots__ = ("submission_id", "claim_id", "layer", "codes", "file_hash", "money_at_risk_cents", "file_by")
    SUBMISSION_ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    LAYER_FIELD_NUMBER: _ClassVar[int]
    CODES_FIELD_NUMBER: _ClassVar[int]
    FILE_HASH_FIELD_NUMBER: _ClassVar[int]
    MONEY_AT_RISK_CENTS_FIELD_NUMBER: _ClassVar[int]
    FILE_BY_FIELD_NUMBER: _ClassVar[int]
    submission_id: str
    claim_id: str
    layer: AcknowledgmentLayer
    codes: _containers.RepeatedCompositeFieldContainer[AcknowledgmentCode]
    file_hash: str
    money_at_risk_cents: int
    file_by: str
    def __init__(self, submission_id: _Optional[str] = ..., claim_id: _Optional[str] = ..., layer: _Optional[_Union[AcknowledgmentLayer, str]] = ..., codes: _Optional[_Iterable[_Union[AcknowledgmentCode, _Mapping]]] = ..., file_hash: _Optional[str] = ..., money_at_risk_cents: _Optional[int] = ..., file_by: _Optional[str] = ...) -> None: ...

class AcknowledgmentUnmatched(_message.Message):
    __slots__ = ("file_hash", "layer", "reference", "codes", "provenance", "submission_id", "claim_id")
    FILE_HASH_FIELD_NUMBER: _ClassVar[int]
    LAYER_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    CODES_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    SUBMISSION_ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    file_hash: str
    layer: AcknowledgmentLayer
    reference: str
    codes: _containers.RepeatedCompositeFieldContainer[AcknowledgmentCode]
    provenance: _business_pb2.Provenance
    submission_id: str
    claim_id: str
    def __init__(self, file_hash: _Optional[str] = ..., layer: _Optional[_Union[AcknowledgmentLayer, str]] = ..., reference: _Optional[str] = ..., codes: _Optional[_Iterable[_Union[AcknowledgmentCode, _Mapping]]] = ..., provenance: _Optional[_Union[_business_pb2.Provenance, _Mapping]] = ..., submission_id: _Optional[str] = ..., claim_id: _Optional[str] = ...) -> None: ...

class AcknowledgmentQuarantined(_message.Message):
    __slots__ = ("file_hash", "reason_code", "findings")
    FILE_HASH_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    file_hash: str
    reason_code: str
    findings: _containers.RepeatedCompositeFieldContainer[_business_pb2.DocumentFinding]
    def __init__(self, file_hash: _Optional[str] = ..., reason_code: _Optional[str] = ..., findings: _Optional[_Iterable[_Union[_business_pb2.DocumentFinding, _Mapping]]] = ...) -> None: ...

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
