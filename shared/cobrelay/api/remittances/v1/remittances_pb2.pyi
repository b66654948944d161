from cobrelay.contracts.common.v1 import business_pb2 as _business_pb2
from cobrelay.contracts.era.v1 import events_pb2 as _events_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class RemittanceSummary(_message.Message):
    __slots__ = ("remittance_id", "payment", "payer", "payment_cents", "claims_paid_cents", "provider_adjustments_cents", "claim_count", "state", "received_at", "file_hash", "file_name")
    REMITTANCE_ID_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_FIELD_NUMBER: _ClassVar[int]
    PAYER_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_CENTS_FIELD_NUMBER: _ClassVar[int]
    CLAIMS_PAID_CENTS_FIELD_NUMBER: _ClassVar[int]
    PROVIDER_ADJUSTMENTS_CENTS_FIELD_NUMBER: _ClassVar[int]
    CLAIM_COUNT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_AT_FIELD_NUMBER: _ClassVar[int]
    FILE_HASH_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    remittance_id: str
    payment: _business_pb2.PaymentIdentity
    payer: _business_pb2.PayerName
    payment_cents: int
    claims_paid_cents: int
    provider_adjustments_cents: int
    claim_count: int
    state: str
    received_at: str
    file_hash: str
    file_name: str
    def __init__(self, remittance_id: _Optional[str] = ..., payment: _Optional[_Union[_business_pb2.PaymentIdentity, _Mapping]] = ..., payer: _Optional[_Union[_business_pb2.PayerName, _Mapping]] = ..., payment_cents: _Optional[int] = ..., claims_paid_cents: _Optional[int] = ..., provider_adjustments_cents: _Optional[int] = ..., claim_count: _Optional[int] = ..., state: _Optional[str] = ..., received_at: _Optional[str] = ..., file_hash: _Optional[str] = ..., file_name: _Optional[str] = ...) -> None: ...

class ListRemittancesRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListRemittancesResponse(_message.Message):
    __slots__ = ("remittances", "next_page_token")
    REMITTANCES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    remittances: _containers.RepeatedCompositeFieldContainer[RemittanceSummary]
    next_page_token: str
    def __init__(self, remittances: _Optional[_Iterable[_Union[RemittanceSummary, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetRemittanceRequest(_message.Message):
    __slots__ = ("remittance_id",)
    REMITTANCE_ID_FIELD_NUMBER: _ClassVar[int]
    remittance_id: str
    def __init__(self, remittance_id: _Optional[str] = ...) -> None: ...

class GetRemittanceResponse(_message.Message):
    __slots__ = ("remittance", "claims", "provider_adjustments")
    REMITTANCE_FIELD_NUMBER: _ClassVar[int]
    CLAIMS_FIELD_NUMBER: _ClassVar[int]
    PROVIDER_ADJUSTMENTS_FIELD_NUMBER: _ClassVar[int]
    remittance: RemittanceSummary
    claims: _containers.RepeatedCompositeFieldContainer[RemittanceClaim]
    provider_adjustments: _containers.RepeatedCompositeFieldContainer[_events_pb2.ProviderAdjusted]
    def __init__(self, remittance: _Optional[_Union[RemittanceSummary, _Mapping]] = ..., claims: _Optional[_Iterable[_Union[RemittanceClaim, _Mapping]]] = ..., provider_adjustments: _Optional[_Iterable[_Union[_events_pb2.ProviderAdjusted, _Mapping]]] = ...) -> None: ...

class RemittanceClaim(_message.Message):
    __slots__ = ("ordinal", "claim_id", "adjudication_id", "status_code", "charge_cents", "paid_cents", "state", "reason_code")
    ORDINAL_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    ADJUDICATION_ID_FIELD_NUMBER: _ClassVar[int]
    STATUS_CODE_FIELD_NUMBER: _ClassVar[int]
    CHARGE_CENTS_FIELD_NUMBER: _ClassVar[int]
    PAID_CENTS_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    ordinal: int
    claim_id: str
    adjudication_id: str
    status_code: str
    charge_cents: int
    paid_cents: int
    state: str
    reason_code: str
    def __init__(self, ordinal: _Optional[int] = ..., claim_id: _Optional[str] = ..., adjudication_id: _Optional[str] = ..., status_code: _Optional[str] = ..., charge_cents: _Optional[int] = ..., paid_cents: _Optional[int] = ..., state: _Optional[str] = ..., reason_code: _Optional[str] = ...) -> None: ...

class ListAnswersRequest(_message.Message):
    __slots__ = ("claim_id",)
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    claim_id: str
    def __init__(self, claim_id: _Optional[str] = ...) -> None: ...

class ListAnswersResponse(_message.Message):
    __slots__ = ("answers",)
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    answers: _containers.RepeatedCompositeFieldContainer[_events_pb2.ClaimPayment]
    def __init__(self, answers: _Optional[_Iterable[_Union[_events_pb2.ClaimPayment, _Mapping]]] = ...) -> None: ...

class ListUnmatchedRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListUnmatchedResponse(_message.Message):
    __slots__ = ("unmatched",)
    UNMATCHED_FIELD_NUMBER: _ClassVar[int]
    unmatched: _containers.RepeatedCompositeFieldContainer[_events_pb2.AdjudicationUnmatched]
    def __init__(self, unmatched: _Optional[_Iterable[_Union[_events_pb2.AdjudicationUnmatched, _Mapping]]] = ...) -> None: ...

class LinkByHandRequest(_message.Message):
    __slots__ = ("idempotency_key", "remittance_id", "ordinal", "claim_id", "actor", "reason")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    REMITTANCE_ID_FIELD_NUMBER: _ClassVar[int]
    ORDINAL_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    remittance_id: str
    ordinal: int
    claim_id: str
    actor: str
    reason: str
    def __init__(self, idempotency_key: _Optional[str] = ..., remittance_id: _Optional[str] = ..., ordinal: _Optional[int] = ..., claim_id: _Optional[str] = ..., actor: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class LinkByHandResponse(_message.Message):
    __slots__ = ("adjudication_id",)
    ADJUDICATION_ID_FIELD_NUMBER: _ClassVar[int]
    adjudication_id: str
    def __init__(self, adjudication_id: _Optional[str] = ...) -> None: ...

class ListQuarantinedRequest(_message.Message):
    __slots__ = ("include_closed",)
    INCLUDE_CLOSED_FIELD_NUMBER: _ClassVar[int]
    include_closed: bool
    def __init__(self, include_closed: _Optional[bool] = ...) -> None: ...

class QuarantinedItem(_message.Message):
    __slots__ = ("scope", "file_hash", "file_name", "set_ordinal", "claim_ordinal", "reason_code", "findings", "received_at", "paid_cents", "remittance_id", "item_id", "claim_count", "kept_at", "state", "closed_by", "closed_because", "closed_at", "replaced_by_file_hash", "replaces_item_ids")
    SCOPE_FIELD_NUMBER: _ClassVar[int]
    FILE_HASH_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    SET_ORDINAL_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ORDINAL_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_AT_FIELD_NUMBER: _ClassVar[int]
    PAID_CENTS_FIELD_NUMBER: _ClassVar[int]
    REMITTANCE_ID_FIELD_NUMBER: _ClassVar[int]
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_COUNT_FIELD_NUMBER: _ClassVar[int]
    KEPT_AT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    CLOSED_BY_FIELD_NUMBER: _ClassVar[int]
    CLOSED_BECAUSE_FIELD_NUMBER: _ClassVar[int]
    CLOSED_AT_FIELD_NUMBER: _ClassVar[int]
    REPLACED_BY_FILE_HASH_FIELD_NUMBER: _ClassVar[int]
    REPLACES_ITEM_IDS_FIELD_NUMBER: _ClassVar[int]
    scope: str
    file_hash: str
    file_name: str
    set_ordinal: int
    claim_ordinal: int
    reason_code: str
    findings: _containers.RepeatedCompositeFieldContainer[_business_pb2.DocumentFinding]
    received_at: str
    paid_cents: int
    remittance_id: str
    item_id: str
    claim_count: int
    kept_at: str
    state: str
    closed_by: str
    closed_because: str
    closed_at: str
    replaced_by_file_hash: str
    replaces_item_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, scope: _Optional[str] = ..., file_hash: _Optional[str] = ..., file_name: _Optional[str] = ..., set_ordinal: _Optional[int] = ..., claim_ordinal: _Optional[int] = ..., reason_code: _Optional[str] = ..., findings: _Optional[_Iterable[_Union[_business_pb2.DocumentFinding, _Mapping]]] = ..., received_at: _Optional[str] = ..., paid_cents: _Optional[int] = ..., remittance_id: _Optional[str] = ..., item_id: _Optional[str] = ..., claim_count: _Optional[int] = ..., kept_at: _Optional[str] = ..., state: _Optional[str] = ..., closed_by: _Optional[str] = ..., closed_because: _Optional[str] = ..., closed_at: _Optional[str] = ..., replaced_by_file_hash: _Optional[str] = ..., replaces_item_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class GetQuarantinedRequest(_message.Message):
    __slots__ = ("item_id",)
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    item_id: str
    def __init__(self, item_id: _Optional[str] = ...) -> None: ...

class GetQuarantinedResponse(_message.Message):
    __slots__ = ("item",)
    ITEM_FIELD_NUMBER: _ClassVar[int]
    item: QuarantinedItem
    def __init__(self, item: _Optional[_Union[QuarantinedItem, _Mapping]] = ...) -> None: ...

class DiscardQuarantinedRequest(_message.Message):
    __slots__ = ("idempotency_key", "item_id", "actor", "reason")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    item_id: str
    actor: str
    reason: str
    def __init__(self, idempotency_key: _Optional[str] = ..., item_id: _Optional[str] = ..., actor: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class DiscardQuarantinedResponse(_message.Message):
    __slots__ = ("item",)
    ITEM_FIELD_NUMBER: _ClassVar[int]
    item: QuarantinedItem
    def __init__(self, item: _Optional[_Union[QuarantinedItem, _Mapping]] = ...) -> None: ...

class ReplaceQuarantinedRequest(_message.Message):
    __slots__ = ("idempotency_key", "item_id", "file_name", "actor", "reason", "content")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    item_id: str
    file_name: str
    actor: str
    reason: str
    content: bytes
    def __init__(self, idempotency_key: _Optional[str] = ..., item_id: _Optional[str] = ..., file_name: _Optional[str] = ..., actor: _Optional[str] = ..., reason: _Optional[str] = ..., content: _Optional[bytes] = ...) -> None: ...

class ReplaceQuarantinedResponse(_message.Message):
    __slots__ = ("item",)
    ITEM_FIELD_NUMBER: _ClassVar[int]
    item: QuarantinedItem
    def __init__(self, item: _Optional[_Union[QuarantinedItem, _Mapping]] = ...) -> None: ...

class ListQuarantinedResponse(_message.Message):
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[QuarantinedItem]
    def __init__(self, items: _Optional[_Iterable[_Union[QuarantinedItem, _Mapping]]] = ...) -> None: ...
