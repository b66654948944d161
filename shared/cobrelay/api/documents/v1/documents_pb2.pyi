from cobrelay.contracts.claims.v1 import events_pb2 as _events_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetOriginalRequest(_message.Message):
    __slots__ = ("claim_id", "version")
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    claim_id: str
    version: int
    def __init__(self, claim_id: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class GetOriginalResponse(_message.Message):
    __slots__ = ("original", "body")
    ORIGINAL_FIELD_NUMBER: _ClassVar[int]
    BODY_FIELD_NUMBER: _ClassVar[int]
    original: _events_pb2.OriginalClaimRegistered
    body: bytes
    def __init__(self, original: _Optional[_Union[_events_pb2.OriginalClaimRegistered, _Mapping]] = ..., body: _Optional[bytes] = ...) -> None: ...

class ListBuiltRequest(_message.Message):
    __slots__ = ("claim_id",)
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    claim_id: str
    def __init__(self, claim_id: _Optional[str] = ...) -> None: ...

class ListBuiltResponse(_message.Message):
    __slots__ = ("built", "held")
    BUILT_FIELD_NUMBER: _ClassVar[int]
    HELD_FIELD_NUMBER: _ClassVar[int]
    built: _containers.RepeatedCompositeFieldContainer[BuiltClaim]
    held: _containers.RepeatedCompositeFieldContainer[_events_pb2.SecondaryClaimHeld]
    def __init__(self, built: _Optional[_Iterable[_Union[BuiltClaim, _Mapping]]] = ..., held: _Optional[_Iterable[_Union[_events_pb2.SecondaryClaimHeld, _Mapping]]] = ...) -> None: ...

class BuiltClaim(_message.Message):
    __slots__ = ("claim", "state")
    CLAIM_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    claim: _events_pb2.SecondaryClaimBuilt
    state: str
    def __init__(self, claim: _Optional[_Union[_events_pb2.SecondaryClaimBuilt, _Mapping]] = ..., state: _Optional[str] = ...) -> None: ...

class RebuildRequest(_message.Message):
    __slots__ = ("idempotency_key", "determination_id", "actor", "reason")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    DETERMINATION_ID_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    determination_id: str
    actor: str
    reason: str
    def __init__(self, idempotency_key: _Optional[str] = ..., determination_id: _Optional[str] = ..., actor: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class RebuildResponse(_message.Message):
    __slots__ = ("submission_id", "held_reason_code")
    SUBMISSION_ID_FIELD_NUMBER: _ClassVar[int]
    HELD_REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    submission_id: str
    held_reason_code: str
    def __init__(self, submission_id: _Optional[str] = ..., held_reason_code: _Optional[str] = ...) -> None: ...
