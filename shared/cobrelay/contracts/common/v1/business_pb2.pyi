from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Provenance(_message.Message):
    __slots__ = ("file_hash", "segment_index", "byte_offset", "position")
    FILE_HASH_FIELD_NUMBER: _ClassVar[int]
    SEGMENT_INDEX_FIELD_NUMBER: _ClassVar[int]
    BYTE_OFFSET_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    file_hash: str
    segment_index: int
    byte_offset: int
    position: int
    def __init__(self, file_hash: _Optional[str] = ..., segment_index: _Optional[int] = ..., byte_offset: _Optional[int] = ..., position: _Optional[int] = ...) -> None: ...

class Address(_message.Message):
    __slots__ = ("street", "street_2", "city", "state", "postal_code", "country")
    STREET_FIELD_NUMBER: _ClassVar[int]
    STREET_2_FIELD_NUMBER: _ClassVar[int]
    CITY_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    POSTAL_CODE_FIELD_NUMBER: _ClassVar[int]
    COUNTRY_FIELD_NUMBER: _ClassVar[int]
    street: str
    street_2: str
    city: str
    state: str
    postal_code: str
    country: str
    def __init__(self, street: _Optional[str] = ..., street_2: _Optional[str] = ..., city: _Optional[str] = ..., state: _Optional[str] = ..., postal_code: _Optional[str] = ..., country: _Optional[str] = ...) -> None: ...

class Party(_message.Message):
    __slots__ = ("is_organisation", "last_name", "first_name", "middle_name", "suffix", "birth_date", "sex", "address", "id_qualifier", "id")
    IS_ORGANISATION_FIELD_NUMBER: _ClassVar[int]
    LAST_NAME_FIELD_NUMBER: _ClassVar[int]
    FIRST_NAME_FIELD_NUMBER: _ClassVar[int]
    MIDDLE_NAME_FIELD_NUMBER: _ClassVar[int]
    SUFFIX_FIELD_NUMBER: _ClassVar[int]
    BIRTH_DATE_FIELD_NUMBER: _ClassVar[int]
    SEX_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    ID_QUALIFIER_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    is_organisation: bool
    last_name: str
    first_name: str
    middle_name: str
    suffix: str
    birth_date: str
    sex: str
    address: Address
    id_qualifier: str
    id: str
    def __init__(self, is_organisation: _Optional[bool] = ..., last_name: _Optional[str] = ..., first_name: _Optional[str] = ..., middle_name: _Optional[str] = ..., suffix: _Optional[str] = ..., birth_date: _Optional[str] = ..., sex: _Optional[str] = ..., address: _Optional[_Union[Address, _Mapping]] = ..., id_qualifier: _Optional[str] = ..., id: _Optional[str] = ...) -> None: ...

class PayerName(_message.Message):
    __slots__ = ("name", "id", "id_qualifier", "other_ids", "address")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    ID_QUALIFIER_FIELD_NUMBER: _ClassVar[int]
    OTHER_IDS_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    name: str
    id: str
    id_qualifier: str
    other_ids: _containers.RepeatedScalarFieldContainer[str]
    address: Address
    def __init__(self, name: _Optional[str] = ..., id: _Optional[str] = ..., id_qualifier: _Optional[str] = ..., other_ids: _Optional[_Iterable[str]] = ..., address: _Optional[_Union[Address, _Mapping]] = ...) -> None: ...

class Adjustment(_message.Message):
    __slots__ = ("group_code", "reason_code", "amount_cents", "quantity")
    GROUP_CODE_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_CENTS_FIELD_NUMBER: _ClassVar[int]
    QUANTITY_FIELD_NUMBER: _ClassVar[int]
    group_code: str
    reason_code: str
    amount_cents: int
    quantity: str
    def __init__(self, group_code: _Optional[str] = ..., reason_code: _Optional[str] = ..., amount_cents: _Optional[int] = ..., quantity: _Optional[str] = ...) -> None: ...

class Procedure(_message.Message):
    __slots__ = ("qualifier", "code", "modifiers", "description")
    QUALIFIER_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    MODIFIERS_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    qualifier: str
    code: str
    modifiers: _containers.RepeatedScalarFieldContainer[str]
    description: str
    def __init__(self, qualifier: _Optional[str] = ..., code: _Optional[str] = ..., modifiers: _Optional[_Iterable[str]] = ..., description: _Optional[str] = ...) -> None: ...

class PaymentIdentity(_message.Message):
    __slots__ = ("payment_id", "payer_identifier", "trace_number", "paid_on", "payee_id")
    PAYMENT_ID_FIELD_NUMBER: _ClassVar[int]
    PAYER_IDENTIFIER_FIELD_NUMBER: _ClassVar[int]
    TRACE_NUMBER_FIELD_NUMBER: _ClassVar[int]
    PAID_ON_FIELD_NUMBER: _ClassVar[int]
    PAYEE_ID_FIELD_NUMBER: _ClassVar[int]
    payment_id: str
    payer_identifier: str
    trace_number: str
    paid_on: str
    payee_id: str
    def __init__(self, payment_id: _Optional[str] = ..., payer_identifier: _Optional[str] = ..., trace_number: _Optional[str] = ..., paid_on: _Optional[str] = ..., payee_id: _Optional[str] = ...) -> None: ...

class Coverage(_message.Message):
    __slots__ = ("coverage_id", "rank", "payer", "claim_filing_indicator", "insurance_type", "group_number", "group_name", "member_id", "relationship", "subscriber", "effective_on", "terminated_on", "evidence", "payer_profile")
    COVERAGE_ID_FIELD_NUMBER: _ClassVar[int]
    RANK_FIELD_NUMBER: _ClassVar[int]
    PAYER_FIELD_NUMBER: _ClassVar[int]
    CLAIM_FILING_INDICATOR_FIELD_NUMBER: _ClassVar[int]
    INSURANCE_TYPE_FIELD_NUMBER: _ClassVar[int]
    GROUP_NUMBER_FIELD_NUMBER: _ClassVar[int]
    GROUP_NAME_FIELD_NUMBER: _ClassVar[int]
    MEMBER_ID_FIELD_NUMBER: _ClassVar[int]
    RELATIONSHIP_FIELD_NUMBER: _ClassVar[int]
    SUBSCRIBER_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_ON_FIELD_NUMBER: _ClassVar[int]
    TERMINATED_ON_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    PAYER_PROFILE_FIELD_NUMBER: _ClassVar[int]
    coverage_id: str
    rank: int
    payer: PayerName
    claim_filing_indicator: str
    insurance_type: str
    group_number: str
    group_name: str
    member_id: str
    relationship: str
    subscriber: Party
    effective_on: str
    terminated_on: str
    evidence: str
    payer_profile: str
    def __init__(self, coverage_id: _Optional[str] = ..., rank: _Optional[int] = ..., payer: _Optional[_Union[PayerName, _Mapping]] = ..., claim_filing_indicator: _Optional[str] = ..., insurance_type: _Optional[str] = ..., group_number: _Optional[str] = ..., group_name: _Optional[str] = ..., member_id: _Optional[str] = ..., relationship: _Optional[str] = ..., subscriber: _Optional[_Union[Party, _Mapping]] = ..., effective_on: _Optional[str] = ..., terminated_on: _Optional[str] = ..., evidence: _Optional[str] = ..., payer_profile: _Optional[str] = ...) -> None: ...

class RuleTrace(_message.Message):
    __slots__ = ("code", "sentence")
    CODE_FIELD_NUMBER: _ClassVar[int]
    SENTENCE_FIELD_NUMBER: _ClassVar[int]
    code: str
    sentence: str
    def __init__(self, code: _Optional[str] = ..., sentence: _Optional[str] = ...) -> None: ...

class DocumentFinding(_message.Message):
    __slots__ = ("code", "severity", "segment", "position", "byte_offset", "loop", "element", "message", "fix")
    CODE_FIELD_NUMBER: _ClassVar[int]
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    SEGMENT_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    BYTE_OFFSET_FIELD_NUMBER: _ClassVar[int]
    LOOP_FIELD_NUMBER: _ClassVar[int]
    ELEMENT_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    FIX_FIELD_NUMBER: _ClassVar[int]
    code: str
    severity: str
    segment: str
    position: int
    byte_offset: int
    loop: str
    element: str
    message: str
    fix: str
    def __init__(self, code: _Optional[str] = ..., severity: _Optional[str] = ..., segment: _Optional[str] = ..., position: _Optional[int] = ..., byte_offset: _Optional[int] = ..., loop: _Optional[str] = ..., element: _Optional[str] = ..., message: _Optional[str] = ..., fix: _Optional[str] = ...) -> None: ...
