from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ParkedMessage(_message.Message):
    __slots__ = ("position", "key", "event_id", "event_type", "reason_code", "error_type", "traceback_hash", "is_first_cause", "attempts", "parked_at")
    POSITION_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    EVENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    ERROR_TYPE_FIELD_NUMBER: _ClassVar[int]
    TRACEBACK_HASH_FIELD_NUMBER: _ClassVar[int]
    IS_FIRST_CAUSE_FIELD_NUMBER: _ClassVar[int]
    ATTEMPTS_FIELD_NUMBER: _ClassVar[int]
    PARKED_AT_FIELD_NUMBER: _ClassVar[int]
    position: int
    key: str
    event_id: str
    event_type: str
    reason_code: str
    error_type: str
    traceback_hash: str
    is_first_cause: bool
    attempts: int
    parked_at: str
    def __init__(self, position: _Optional[int] = ..., key: _Optional[str] = ..., event_id: _Optional[str] = ..., event_type: _Optional[str] = ..., reason_code: _Optional[str] = ..., error_type: _Optional[str] = ..., traceback_hash: _Optional[str] = ..., is_first_cause: _Optional[bool] = ..., attempts: _Optional[int] = ..., parked_at: _Optional[str] = ...) -> None: ...

class ListParkedRequest(_message.Message):
    __slots__ = ("key",)
    KEY_FIELD_NUMBER: _ClassVar[int]
    key: str
    def __init__(self, key: _Optional[str] = ...) -> None: ...

class ListParkedResponse(_message.Message):
    __slots__ = ("messages",)
    MESSAGES_FIELD_NUMBER: _ClassVar[int]
    messages: _containers.RepeatedCompositeFieldContainer[ParkedMessage]
    def __init__(self, messages: _Optional[_Iterable[_Union[ParkedMessage, _Mapping]]] = ...) -> None: ...

class ReleaseParkedRequest(_message.Message):
    __slots__ = ("key", "actor", "reason")
    KEY_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    key: str
    actor: str
    reason: str
    def __init__(self, key: _Optional[str] = ..., actor: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class ReleaseParkedResponse(_message.Message):
    __slots__ = ("played", "still_parked")
    PLAYED_FIELD_NUMBER: _ClassVar[int]
    STILL_PARKED_FIELD_NUMBER: _ClassVar[int]
    played: int
    still_parked: int
    def __init__(self, played: _Optional[int] = ..., still_parked: _Optional[int] = ...) -> None: ...

class DiscardParkedRequest(_message.Message):
    __slots__ = ("position", "actor", "reason")
    POSITION_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    position: int
    actor: str
    reason: str
    def __init__(self, position: _Optional[int] = ..., actor: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class DiscardParkedResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class WaitingMessage(_message.Message):
    __slots__ = ("position", "key", "event_id", "event_type", "facts", "reason_code", "waiting_since")
    POSITION_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    EVENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    FACTS_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    WAITING_SINCE_FIELD_NUMBER: _ClassVar[int]
    position: int
    key: str
    event_id: str
    event_type: str
    facts: _containers.RepeatedScalarFieldContainer[str]
    reason_code: str
    waiting_since: str
    def __init__(self, position: _Optional[int] = ..., key: _Optional[str] = ..., event_id: _Optional[str] = ..., event_type: _Optional[str] = ..., facts: _Optional[_Iterable[str]] = ..., reason_code: _Optional[str] = ..., waiting_since: _Optional[str] = ...) -> None: ...

class ListWaitingRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListWaitingResponse(_message.Message):
    __slots__ = ("messages",)
    MESSAGES_FIELD_NUMBER: _ClassVar[int]
    messages: _containers.RepeatedCompositeFieldContainer[WaitingMessage]
    def __init__(self, messages: _Optional[_Iterable[_Union[WaitingMessage, _Mapping]]] = ...) -> None: ...

class FileRecord(_message.Message):
    __slots__ = ("file_hash", "name", "kind", "state", "next_ordinal", "received_at", "reason_code")
    FILE_HASH_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    NEXT_ORDINAL_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_AT_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    file_hash: str
    name: str
    kind: str
    state: str
    next_ordinal: int
    received_at: str
    reason_code: str
    def __init__(self, file_hash: _Optional[str] = ..., name: _Optional[str] = ..., kind: _Optional[str] = ..., state: _Optional[str] = ..., next_ordinal: _Optional[int] = ..., received_at: _Optional[str] = ..., reason_code: _Optional[str] = ...) -> None: ...

class ListFilesRequest(_message.Message):
    __slots__ = ("state",)
    STATE_FIELD_NUMBER: _ClassVar[int]
    state: str
    def __init__(self, state: _Optional[str] = ...) -> None: ...

class ListFilesResponse(_message.Message):
    __slots__ = ("files",)
    FILES_FIELD_NUMBER: _ClassVar[int]
    files: _containers.RepeatedCompositeFieldContainer[FileRecord]
    def __init__(self, files: _Optional[_Iterable[_Union[FileRecord, _Mapping]]] = ...) -> None: ...

class GetStatusRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetStatusResponse(_message.Message):
    __slots__ = ("service", "lag", "outbox", "parked", "waiting", "waiting_ready", "timers", "timers_due", "files_open", "now", "next_timer_at")
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    LAG_FIELD_NUMBER: _ClassVar[int]
    OUTBOX_FIELD_NUMBER: _ClassVar[int]
    PARKED_FIELD_NUMBER: _ClassVar[int]
    WAITING_FIELD_NUMBER: _ClassVar[int]
    WAITING_READY_FIELD_NUMBER: _ClassVar[int]
    TIMERS_FIELD_NUMBER: _ClassVar[int]
    TIMERS_DUE_FIELD_NUMBER: _ClassVar[int]
    FILES_OPEN_FIELD_NUMBER: _ClassVar[int]
    NOW_FIELD_NUMBER: _ClassVar[int]
    NEXT_TIMER_AT_FIELD_NUMBER: _ClassVar[int]
    service: str
    lag: int
    outbox: int
    parked: int
    waiting: int
    waiting_ready: int
    timers: int
    timers_due: int
    files_open: int
    now: str
    next_timer_at: str
    def __init__(self, service: _Optional[str] = ..., lag: _Optional[int] = ..., outbox: _Optional[int] = ..., parked: _Optional[int] = ..., waiting: _Optional[int] = ..., waiting_ready: _Optional[int] = ..., timers: _Optional[int] = ..., timers_due: _Optional[int] = ..., files_open: _Optional[int] = ..., now: _Optional[str] = ..., next_timer_at: _Optional[str] = ...) -> None: ...
