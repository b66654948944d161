from cobrelay.contracts.cob.v1 import events_pb2 as _events_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ListDeterminationsRequest(_message.Message):
    __slots__ = ("claim_id",)
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    claim_id: str
    def __init__(self, claim_id: _Optional[str] = ...) -> None: ...

class ListDeterminationsResponse(_message.Message):
    __slots__ = ("determinations",)
    DETERMINATIONS_FIELD_NUMBER: _ClassVar[int]
    determinations: _containers.RepeatedCompositeFieldContainer[DeterminationRecord]
    def __init__(self, determinations: _Optional[_Iterable[_Union[DeterminationRecord, _Mapping]]] = ...) -> None: ...

class DeterminationRecord(_message.Message):
    __slots__ = ("determination", "outcome", "is_withdrawn", "decided_at")
    DETERMINATION_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    IS_WITHDRAWN_FIELD_NUMBER: _ClassVar[int]
    DECIDED_AT_FIELD_NUMBER: _ClassVar[int]
    determination: _events_pb2.Determination
    outcome: str
    is_withdrawn: bool
    decided_at: str
    def __init__(self, determination: _Optional[_Union[_events_pb2.Determination, _Mapping]] = ..., outcome: _Optional[str] = ..., is_withdrawn: _Optional[bool] = ..., decided_at: _Optional[str] = ...) -> None: ...

class ReportCrossoverFailureRequest(_message.Message):
    __slots__ = ("idempotency_key", "claim_id", "actor", "reason")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    claim_id: str
    actor: str
    reason: str
    def __init__(self, idempotency_key: _Optional[str] = ..., claim_id: _Optional[str] = ..., actor: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class ReportCrossoverFailureResponse(_message.Message):
    __slots__ = ("determination_id",)
    DETERMINATION_ID_FIELD_NUMBER: _ClassVar[int]
    determination_id: str
    def __init__(self, determination_id: _Optional[str] = ...) -> None: ...

class DetermineAgainRequest(_message.Message):
    __slots__ = ("idempotency_key", "adjudication_id", "actor", "reason")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    ADJUDICATION_ID_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    adjudication_id: str
    actor: str
    reason: str
    def __init__(self, idempotency_key: _Optional[str] = ..., adjudication_id: _Optional[str] = ..., actor: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class DetermineAgainResponse(_message.Message):
    __slots__ = ("determination_id", "outcome")
    DETERMINATION_ID_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    determination_id: str
    outcome: str
    def __init__(self, determination_id: _Optional[str] = ..., outcome: _Optional[str] = ...) -> None: ...
