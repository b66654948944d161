from cobrelay.contracts.common.v1 import business_pb2 as _business_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Disposition(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DISPOSITION_UNSPECIFIED: _ClassVar[Disposition]
    DISPOSITION_SETTLED: _ClassVar[Disposition]
    DISPOSITION_STATEMENT: _ClassVar[Disposition]
    DISPOSITION_WRITE_OFF: _ClassVar[Disposition]
    DISPOSITION_REFUND: _ClassVar[Disposition]
    DISPOSITION_REVIEW: _ClassVar[Disposition]
    DISPOSITION_SMALL_BALANCE: _ClassVar[Disposition]
    DISPOSITION_NEXT_PAYER: _ClassVar[Disposition]
    DISPOSITION_DENIAL_WORK: _ClassVar[Disposition]
DISPOSITION_UNSPECIFIED: Disposition
DISPOSITION_SETTLED: Disposition
DISPOSITION_STATEMENT: Disposition
DISPOSITION_WRITE_OFF: Disposition
DISPOSITION_REFUND: Disposition
DISPOSITION_REVIEW: Disposition
DISPOSITION_SMALL_BALANCE: Disposition
DISPOSITION_NEXT_PAYER: Disposition
DISPOSITION_DENIAL_WORK: Disposition

class PaymentPosted(_message.Message):
    __slots__ = ("entry_id", "claim_id", "adjudication_id", "remittance_id", "ordinal", "payment", "amount_cents", "is_unapplied")
    ENTRY_ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    ADJUDICATION_ID_FIELD_NUMBER: _ClassVar[int]
    REMITTANCE_ID_FIELD_NUMBER: _ClassVar[int]
    ORDINAL_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_CENTS_FIELD_NUMBER: _ClassVar[int]
    IS_UNAPPLIED_FIELD_NUMBER: _ClassVar[int]
    entry_id: str
    claim_id: str
    adjudication_id: str
    remittance_id: str
    ordinal: int
    payment: _business_pb2.PaymentIdentity
    amount_cents: int
    is_unapplied: bool
    def __init__(self, entry_id: _Optional[str] = ..., claim_id: _Optional[str] = ..., adjudication_id: _Optional[str] = ..., remittance_id: _Optional[str] = ..., ordinal: _Optional[int] = ..., payment: _Optional[_Union[_business_pb2.PaymentIdentity, _Mapping]] = ..., amount_cents: _Optional[int] = ..., is_unapplied: _Optional[bool] = ...) -> None: ...

class PaymentReversed(_message.Message):
    __slots__ = ("entry_id", "reversed_entry_id", "claim_id", "adjudication_id", "amount_cents", "is_unapplied")
    ENTRY_ID_FIELD_NUMBER: _ClassVar[int]
    REVERSED_ENTRY_ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    ADJUDICATION_ID_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_CENTS_FIELD_NUMBER: _ClassVar[int]
    IS_UNAPPLIED_FIELD_NUMBER: _ClassVar[int]
    entry_id: str
    reversed_entry_id: str
    claim_id: str
    adjudication_id: str
    amount_cents: int
    is_unapplied: bool
    def __init__(self, entry_id: _Optional[str] = ..., reversed_entry_id: _Optional[str] = ..., claim_id: _Optional[str] = ..., adjudication_id: _Optional[str] = ..., amount_cents: _Optional[int] = ..., is_unapplied: _Optional[bool] = ...) -> None: ...

class BalanceResolved(_message.Message):
    __slots__ = ("claim_id", "determination_id", "disposition", "charge_cents", "paid_cents", "written_off_cents", "patient_cents", "patient_paid_cents", "payer_cents", "denied_cents", "credit_cents", "reason_code")
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    DETERMINATION_ID_FIELD_NUMBER: _ClassVar[int]
    DISPOSITION_FIELD_NUMBER: _ClassVar[int]
    CHARGE_CENTS_FIELD_NUMBER: _ClassVar[int]
    PAID_CENTS_FIELD_NUMBER: _ClassVar[int]
    WRITTEN_OFF_CENTS_FIELD_NUMBER: _ClassVar[int]
    PATIENT_CENTS_FIELD_NUMBER: _ClassVar[int]
    PATIENT_PAID_CENTS_FIELD_NUMBER: _ClassVar[int]
    PAYER_CENTS_FIELD_NUMBER: _ClassVar[int]
    DENIED_CENTS_FIELD_NUMBER: _ClassVar[int]
    CREDIT_CENTS_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    claim_id: str
    determination_id: str
    disposition: Disposition
    charge_cents: int
    paid_cents: int
    written_off_cents: int
    patient_cents: int
    patient_paid_cents: int
    payer_cents: int
    denied_cents: int
    credit_cents: int
    reason_code: str
    def __init__(self, claim_id: _Optional[str] = ..., determination_id: _Optional[str] = ..., disposition: _Optional[_Union[Disposition, str]] = ..., charge_cents: _Optional[int] = ..., paid_cents: _Optional[int] = ..., written_off_cents: _Optional[int] = ..., patient_cents: _Optional[int] = ..., patient_paid_cents: _Optional[int] = ..., payer_cents: _Optional[int] = ..., denied_cents: _Optional[int] = ..., credit_cents: _Optional[int] = ..., reason_code: _Optional[str] = ...) -> None: ...

class PatientBalanceReleased(_message.Message):
    __slots__ = ("claim_id", "determination_id", "amount_cents")
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    DETERMINATION_ID_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_CENTS_FIELD_NUMBER: _ClassVar[int]
    claim_id: str
    determination_id: str
    amount_cents: int
    def __init__(self, claim_id: _Optional[str] = ..., determination_id: _Optional[str] = ..., amount_cents: _Optional[int] = ...) -> None: ...

class PatientBalanceRecalled(_message.Message):
    __slots__ = ("claim_id", "determination_id", "amount_cents", "reason_code")
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    DETERMINATION_ID_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_CENTS_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    claim_id: str
    determination_id: str
    amount_cents: int
    reason_code: str
    def __init__(self, claim_id: _Optional[str] = ..., determination_id: _Optional[str] = ..., amount_cents: _Optional[int] = ..., reason_code: _Optional[str] = ...) -> None: ...

class RemittanceProved(_message.Message):
    __slots__ = ("payment", "payment_cents", "posted_to_claims_cents", "unapplied_cents", "provider_adjustments_cents", "difference_cents", "is_proved", "open_reasons")
    PAYMENT_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_CENTS_FIELD_NUMBER: _ClassVar[int]
    POSTED_TO_CLAIMS_CENTS_FIELD_NUMBER: _ClassVar[int]
    UNAPPLIED_CENTS_FIELD_NUMBER: _ClassVar[int]
    PROVIDER_ADJUSTMENTS_CENTS_FIELD_NUMBER: _ClassVar[int]
    DIFFERENCE_CENTS_FIELD_NUMBER: _ClassVar[int]
    IS_PROVED_FIELD_NUMBER: _ClassVar[int]
    OPEN_REASONS_FIELD_NUMBER: _ClassVar[int]
    payment: _business_pb2.PaymentIdentity
    payment_cents: int
    posted_to_claims_cents: int
    unapplied_cents: int
    provider_adjustments_cents: int
    difference_cents: int
    is_proved: bool
    open_reasons: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, payment: _Optional[_Union[_business_pb2.PaymentIdentity, _Mapping]] = ..., payment_cents: _Optional[int] = ..., posted_to_claims_cents: _Optional[int] = ..., unapplied_cents: _Optional[int] = ..., provider_adjustments_cents: _Optional[int] = ..., difference_cents: _Optional[int] = ..., is_proved: _Optional[bool] = ..., open_reasons: _Optional[_Iterable[str]] = ...) -> None: ...

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
