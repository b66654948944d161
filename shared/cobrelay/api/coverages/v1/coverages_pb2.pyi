from cobrelay.contracts.common.v1 import business_pb2 as _business_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ListCoveragesRequest(_message.Message):
    __slots__ = ("claim_id",)
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    claim_id: str
    def __init__(self, claim_id: _Optional[str] = ...) -> None: ...

class ListCoveragesResponse(_message.Message):
    __slots__ = ("coverages", "patient")
    COVERAGES_FIELD_NUMBER: _ClassVar[int]
    PATIENT_FIELD_NUMBER: _ClassVar[int]
    coverages: _containers.RepeatedCompositeFieldContainer[_business_pb2.Coverage]
    patient: _business_pb2.Party
    def __init__(self, coverages: _Optional[_Iterable[_Union[_business_pb2.Coverage, _Mapping]]] = ..., patient: _Optional[_Union[_business_pb2.Party, _Mapping]] = ...) -> None: ...

class PutCoverageRequest(_message.Message):
    __slots__ = ("idempotency_key", "patient", "coverage", "actor", "reason")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    PATIENT_FIELD_NUMBER: _ClassVar[int]
    COVERAGE_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    patient: _business_pb2.Party
    coverage: _business_pb2.Coverage
    actor: str
    reason: str
    def __init__(self, idempotency_key: _Optional[str] = ..., patient: _Optional[_Union[_business_pb2.Party, _Mapping]] = ..., coverage: _Optional[_Union[_business_pb2.Coverage, _Mapping]] = ..., actor: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class PutCoverageResponse(_message.Message):
    __slots__ = ("coverage_id",)
    COVERAGE_ID_FIELD_NUMBER: _ClassVar[int]
    coverage_id: str
    def __init__(self, coverage_id: _Optional[str] = ...) -> None: ...
