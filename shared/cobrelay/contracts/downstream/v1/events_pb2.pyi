from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional

DESCRIPTOR: _descriptor.FileDescriptor

class ClaimPaymentRecorded(_message.Message):
    __slots__ = ("claim_id", "payment_id", "amount_cents", "payer_sequence", "is_reversal")
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_ID_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_CENTS_FIELD_NUMBER: _ClassVar[int]
    PAYER_SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    IS_REVERSAL_FIELD_NUMBER: _ClassVar[int]
    claim_id: str
    payment_id: str
    amount_cents: int
    payer_sequence: int
    is_reversal: bool
    def __init__(self, claim_id: _Optional[str] = ..., payment_id: _Optional[str] = ..., amount_cents: _Optional[int] = ..., payer_sequence: _Optional[int] = ..., is_reversal: _Optional[bool] = ...) -> None: ...

class ClaimBalanceChanged(_message.Message):
    __slots__ = ("claim_id", "charge_cents", "paid_cents", "written_off_cents", "patient_cents", "payer_cents", "denied_cents", "credit_cents", "disposition")
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    CHARGE_CENTS_FIELD_NUMBER: _ClassVar[int]
    PAID_CENTS_FIELD_NUMBER: _ClassVar[int]
    WRITTEN_OFF_CENTS_FIELD_NUMBER: _ClassVar[int]
    PATIENT_CENTS_FIELD_NUMBER: _ClassVar[int]
    PAYER_CENTS_FIELD_NUMBER: _ClassVar[int]
    DENIED_CENTS_FIELD_NUMBER: _ClassVar[int]
    CREDIT_CENTS_FIELD_NUMBER: _ClassVar[int]
    DISPOSITION_FIELD_NUMBER: _ClassVar[int]
    claim_id: str
    charge_cents: int
    paid_cents: int
    written_off_cents: int
    patient_cents: int
    payer_cents: int
    denied_cents: int
    credit_cents: int
    disposition: str
    def __init__(self, claim_id: _Optional[str] = ..., charge_cents: _Optional[int] = ..., paid_cents: _Optional[int] = ..., written_off_cents: _Optional[int] = ..., patient_cents: _Optional[int] = ..., payer_cents: _Optional[int] = ..., denied_cents: _Optional[int] = ..., credit_cents: _Optional[int] = ..., disposition: _Optional[str] = ...) -> None: ...

class PatientBalanceChanged(_message.Message):
    __slots__ = ("claim_id", "amount_cents", "is_released")
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_CENTS_FIELD_NUMBER: _ClassVar[int]
    IS_RELEASED_FIELD_NUMBER: _ClassVar[int]
    claim_id: str
    amount_cents: int
    is_released: bool
    def __init__(self, claim_id: _Optional[str] = ..., amount_cents: _Optional[int] = ..., is_released: _Optional[bool] = ...) -> None: ...

class PaymentProved(_message.Message):
    __slots__ = ("payment_id", "payment_cents", "difference_cents", "is_proved")
    PAYMENT_ID_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_CENTS_FIELD_NUMBER: _ClassVar[int]
    DIFFERENCE_CENTS_FIELD_NUMBER: _ClassVar[int]
    IS_PROVED_FIELD_NUMBER: _ClassVar[int]
    payment_id: str
    payment_cents: int
    difference_cents: int
    is_proved: bool
    def __init__(self, payment_id: _Optional[str] = ..., payment_cents: _Optional[int] = ..., difference_cents: _Optional[int] = ..., is_proved: _Optional[bool] = ...) -> None: ...

class ClaimStateChanged(_message.Message):
    __slots__ = ("claim_id", "previous_state", "state", "reason_code", "payer_sequence")
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    PREVIOUS_STATE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    PAYER_SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    claim_id: str
    previous_state: str
    state: str
    reason_code: str
    payer_sequence: int
    def __init__(self, claim_id: _Optional[str] = ..., previous_state: _Optional[str] = ..., state: _Optional[str] = ..., reason_code: _Optional[str] = ..., payer_sequence: _Optional[int] = ...) -> None: ...
