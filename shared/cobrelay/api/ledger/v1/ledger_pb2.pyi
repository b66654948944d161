from cobrelay.contracts.payments.v1 import events_pb2 as _events_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Posting(_message.Message):
    __slots__ = ("account", "amount_cents")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_CENTS_FIELD_NUMBER: _ClassVar[int]
    account: str
    amount_cents: int
    def __init__(self, account: _Optional[str] = ..., amount_cents: _Optional[int] = ...) -> None: ...

class Entry(_message.Message):
    __slots__ = ("entry_id", "posted_at", "memo", "cause_event_id", "reverses_entry_id", "postings", "reason_code")
    ENTRY_ID_FIELD_NUMBER: _ClassVar[int]
    POSTED_AT_FIELD_NUMBER: _ClassVar[int]
    MEMO_FIELD_NUMBER: _ClassVar[int]
    CAUSE_EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    REVERSES_ENTRY_ID_FIELD_NUMBER: _ClassVar[int]
    POSTINGS_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    entry_id: str
    posted_at: str
    memo: str
    cause_event_id: str
    reverses_entry_id: str
    postings: _containers.RepeatedCompositeFieldContainer[Posting]
    reason_code: str
    def __init__(self, entry_id: _Optional[str] = ..., posted_at: _Optional[str] = ..., memo: _Optional[str] = ..., cause_event_id: _Optional[str] = ..., reverses_entry_id: _Optional[str] = ..., postings: _Optional[_Iterable[_Union[Posting, _Mapping]]] = ..., reason_code: _Optional[str] = ...) -> None: ...

class AccountBalance(_message.Message):
    __slots__ = ("account", "balance_cents")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    BALANCE_CENTS_FIELD_NUMBER: _ClassVar[int]
    account: str
    balance_cents: int
    def __init__(self, account: _Optional[str] = ..., balance_cents: _Optional[int] = ...) -> None: ...

class GetClaimLedgerRequest(_message.Message):
    __slots__ = ("claim_id",)
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    claim_id: str
    def __init__(self, claim_id: _Optional[str] = ...) -> None: ...

class GetClaimLedgerResponse(_message.Message):
    __slots__ = ("entries", "balances", "resolved", "released_cents")
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    BALANCES_FIELD_NUMBER: _ClassVar[int]
    RESOLVED_FIELD_NUMBER: _ClassVar[int]
    RELEASED_CENTS_FIELD_NUMBER: _ClassVar[int]
    entries: _containers.RepeatedCompositeFieldContainer[Entry]
    balances: _containers.RepeatedCompositeFieldContainer[AccountBalance]
    resolved: _events_pb2.BalanceResolved
    released_cents: int
    def __init__(self, entries: _Optional[_Iterable[_Union[Entry, _Mapping]]] = ..., balances: _Optional[_Iterable[_Union[AccountBalance, _Mapping]]] = ..., resolved: _Optional[_Union[_events_pb2.BalanceResolved, _Mapping]] = ..., released_cents: _Optional[int] = ...) -> None: ...

class GetPaymentRequest(_message.Message):
    __slots__ = ("payment_id",)
    PAYMENT_ID_FIELD_NUMBER: _ClassVar[int]
    payment_id: str
    def __init__(self, payment_id: _Optional[str] = ...) -> None: ...

class GetPaymentResponse(_message.Message):
    __slots__ = ("proof", "entries", "balances")
    PROOF_FIELD_NUMBER: _ClassVar[int]
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    BALANCES_FIELD_NUMBER: _ClassVar[int]
    proof: _events_pb2.RemittanceProved
    entries: _containers.RepeatedCompositeFieldContainer[Entry]
    balances: _containers.RepeatedCompositeFieldContainer[AccountBalance]
    def __init__(self, proof: _Optional[_Union[_events_pb2.RemittanceProved, _Mapping]] = ..., entries: _Optional[_Iterable[_Union[Entry, _Mapping]]] = ..., balances: _Optional[_Iterable[_Union[AccountBalance, _Mapping]]] = ...) -> None: ...

class ListPaymentsRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListPaymentsResponse(_message.Message):
    __slots__ = ("payments", "next_page_token")
    PAYMENTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    payments: _containers.RepeatedCompositeFieldContainer[_events_pb2.RemittanceProved]
    next_page_token: str
    def __init__(self, payments: _Optional[_Iterable[_Union[_events_pb2.RemittanceProved, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetTrialBalanceRequest(_message.Message):
    __slots__ = ("prefix",)
    PREFIX_FIELD_NUMBER: _ClassVar[int]
    prefix: str
    def __init__(self, prefix: _Optional[str] = ...) -> None: ...

class GetTrialBalanceResponse(_message.Message):
    __slots__ = ("balances", "total_cents")
    BALANCES_FIELD_NUMBER: _ClassVar[int]
    TOTAL_CENTS_FIELD_NUMBER: _ClassVar[int]
    balances: _containers.RepeatedCompositeFieldContainer[AccountBalance]
    total_cents: int
    def __init__(self, balances: _Optional[_Iterable[_Union[AccountBalance, _Mapping]]] = ..., total_cents: _Optional[int] = ...) -> None: ...

class VerifyChainsRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class VerifyChainsResponse(_message.Message):
    __slots__ = ("claims_checked", "broken_entry_ids")
    CLAIMS_CHECKED_FIELD_NUMBER: _ClassVar[int]
    BROKEN_ENTRY_IDS_FIELD_NUMBER: _ClassVar[int]
    claims_checked: int
    broken_entry_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, claims_checked: _Optional[int] = ..., broken_entry_ids: _Optional[_Iterable[str]] = ...) -> None: ...
