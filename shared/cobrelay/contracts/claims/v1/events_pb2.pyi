from cobrelay.contracts.common.v1 import business_pb2 as _business_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class OriginalClaimRegistered(_message.Message):
    __slots__ = ("claim_id", "version", "is_void", "billing_provider_npi", "billing_provider_tax_id", "patient_control_number", "frequency_code", "payer_claim_control_number", "charge_cents", "patient_paid_cents", "patient", "coverages", "lines", "service_from_on", "service_to_on", "facility_code", "related_causes", "patient_account", "file_hash", "provenance", "warnings")
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    IS_VOID_FIELD_NUMBER: _ClassVar[int]
    BILLING_PROVIDER_NPI_FIELD_NUMBER: _ClassVar[int]
    BILLING_PROVIDER_TAX_ID_FIELD_NUMBER: _ClassVar[int]
    PATIENT_CONTROL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    FREQUENCY_CODE_FIELD_NUMBER: _ClassVar[int]
    PAYER_CLAIM_CONTROL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    CHARGE_CENTS_FIELD_NUMBER: _ClassVar[int]
    PATIENT_PAID_CENTS_FIELD_NUMBER: _ClassVar[int]
    PATIENT_FIELD_NUMBER: _ClassVar[int]
    COVERAGES_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    SERVICE_FROM_ON_FIELD_NUMBER: _ClassVar[int]
    SERVICE_TO_ON_FIELD_NUMBER: _ClassVar[int]
    FACILITY_CODE_FIELD_NUMBER: _ClassVar[int]
    RELATED_CAUSES_FIELD_NUMBER: _ClassVar[int]
    PATIENT_ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    FILE_HASH_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    claim_id: str
    version: int
    is_void: bool
    billing_provider_npi: str
    billing_provider_tax_id: str
    patient_control_number: str
    frequency_code: str
    payer_claim_control_number: str
    charge_cents: int
    patient_paid_cents: int
    patient: _business_pb2.Party
    coverages: _containers.RepeatedCompositeFieldContainer[StatedCoverage]
    lines: _containers.RepeatedCompositeFieldContainer[ServiceLine]
    service_from_on: str
    service_to_on: str
    facility_code: str
    related_causes: _containers.RepeatedScalarFieldContainer[str]
    patient_account: str
    file_hash: str
    provenance: _business_pb2.Provenance
    warnings: _containers.RepeatedCompositeFieldContainer[_business_pb2.DocumentFinding]
    def __init__(self, claim_id: _Optional[str] = ..., version: _Optional[int] = ..., is_void: _Optional[bool] = ..., billing_provider_npi: _Optional[str] = ..., billing_provider_tax_id: _Optional[str] = ..., patient_control_number: _Optional[str] = ..., frequency_code: _Optional[str] = ..., payer_claim_control_number: _Optional[str] = ..., charge_cents: _Optional[int] = ..., patient_paid_cents: _Optional[int] = ..., patient: _Optional[_Union[_business_pb2.Party, _Mapping]] = ..., coverages: _Optional[_Iterable[_Union[StatedCoverage, _Mapping]]] = ..., lines: _Optional[_Iterable[_Union[ServiceLine, _Mapping]]] = ..., service_from_on: _Optional[str] = ..., service_to_on: _Optional[str] = ..., facility_code: _Optional[str] = ..., related_causes: _Optional[_Iterable[str]] = ..., patient_account: _Optional[str] = ..., file_hash: _Optional[str] = ..., provenance: _Optional[_Union[_business_pb2.Provenance, _Mapping]] = ..., warnings: _Optional[_Iterable[_Union[_business_pb2.DocumentFinding, _Mapping]]] = ...) -> None: ...

class StatedCoverage(_message.Message):
    __slots__ = ("responsibility", "relationship", "group_number", "group_name", "insurance_type", "claim_filing_indicator", "member_id", "subscriber", "payer", "is_destination")
    RESPONSIBILITY_FIELD_NUMBER: _ClassVar[int]
    RELATIONSHIP_FIELD_NUMBER: _ClassVar[int]
    GROUP_NUMBER_FIELD_NUMBER: _ClassVar[int]
    GROUP_NAME_FIELD_NUMBER: _ClassVar[int]
    INSURANCE_TYPE_FIELD_NUMBER: _ClassVar[int]
    CLAIM_FILING_INDICATOR_FIELD_NUMBER: _ClassVar[int]
    MEMBER_ID_FIELD_NUMBER: _ClassVar[int]
    SUBSCRIBER_FIELD_NUMBER: _ClassVar[int]
    PAYER_FIELD_NUMBER: _ClassVar[int]
    IS_DESTINATION_FIELD_NUMBER: _ClassVar[int]
    responsibility: str
    relationship: str
    group_number: str
    group_name: str
    insurance_type: str
    claim_filing_indicator: str
    member_id: str
    subscriber: _business_pb2.Party
    payer: _business_pb2.PayerName
    is_destination: bool
    def __init__(self, responsibility: _Optional[str] = ..., relationship: _Optional[str] = ..., group_number: _Optional[str] = ..., group_name: _Optional[str] = ..., insurance_type: _Optional[str] = ..., claim_filing_indicator: _Optional[str] = ..., member_id: _Optional[str] = ..., subscriber: _Optional[_Union[_business_pb2.Party, _Mapping]] = ..., payer: _Optional[_Union[_business_pb2.PayerName, _Mapping]] = ..., is_destination: _Optional[bool] = ...) -> None: ...

class ServiceLine(_message.Message):
    __slots__ = ("ordinal", "line_item_control_number", "procedure", "charge_cents", "units", "service_from_on", "service_to_on")
    ORDINAL_FIELD_NUMBER: _ClassVar[int]
    LINE_ITEM_CONTROL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    PROCEDURE_FIELD_NUMBER: _ClassVar[int]
    CHARGE_CENTS_FIELD_NUMBER: _ClassVar[int]
    UNITS_FIELD_NUMBER: _ClassVar[int]
    SERVICE_FROM_ON_FIELD_NUMBER: _ClassVar[int]
    SERVICE_TO_ON_FIELD_NUMBER: _ClassVar[int]
    ordinal: int
    line_item_control_number: str
    procedure: _business_pb2.Procedure
    charge_cents: int
    units: str
    service_from_on: str
    service_to_on: str
    def __init__(self, ordinal: _Optional[int] = ..., line_item_control_number: _Optional[str] = ..., procedure: _Optional[_Union[_business_pb2.Procedure, _Mapping]] = ..., charge_cents: _Optional[int] = ..., units: _Optional[str] = ..., service_from_on: _Optional[str] = ..., service_to_on: _Optional[str] = ...) -> None: ...

class OriginalClaimHeld(_message.Message):
    __slots__ = ("file_hash", "provenance", "reason_code", "detail", "findings", "claim_id", "charge_cents")
    FILE_HASH_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    CHARGE_CENTS_FIELD_NUMBER: _ClassVar[int]
    file_hash: str
    provenance: _business_pb2.Provenance
    reason_code: str
    detail: str
    findings: _containers.RepeatedCompositeFieldContainer[_business_pb2.DocumentFinding]
    claim_id: str
    charge_cents: int
    def __init__(self, file_hash: _Optional[str] = ..., provenance: _Optional[_Union[_business_pb2.Provenance, _Mapping]] = ..., reason_code: _Optional[str] = ..., detail: _Optional[str] = ..., findings: _Optional[_Iterable[_Union[_business_pb2.DocumentFinding, _Mapping]]] = ..., claim_id: _Optional[str] = ..., charge_cents: _Optional[int] = ...) -> None: ...

class OriginalFileQuarantined(_message.Message):
    __slots__ = ("file_hash", "set_ordinal", "reason_code", "findings")
    FILE_HASH_FIELD_NUMBER: _ClassVar[int]
    SET_ORDINAL_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    file_hash: str
    set_ordinal: int
    reason_code: str
    findings: _containers.RepeatedCompositeFieldContainer[_business_pb2.DocumentFinding]
    def __init__(self, file_hash: _Optional[str] = ..., set_ordinal: _Optional[int] = ..., reason_code: _Optional[str] = ..., findings: _Optional[_Iterable[_Union[_business_pb2.DocumentFinding, _Mapping]]] = ...) -> None: ...

class SecondaryClaimBuilt(_message.Message):
    __slots__ = ("submission_id", "claim_id", "determination_id", "sequence", "coverage", "patient_control_number", "original_control_number", "frequency_code", "replaces_submission_id", "charge_cents", "billable_cents", "file_by", "body", "body_hash", "segment_count", "provenance", "adjudication_ids", "line_item_control_numbers", "billing_provider_npi", "implementation")
    SUBMISSION_ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    DETERMINATION_ID_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    COVERAGE_FIELD_NUMBER: _ClassVar[int]
    PATIENT_CONTROL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    ORIGINAL_CONTROL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    FREQUENCY_CODE_FIELD_NUMBER: _ClassVar[int]
    REPLACES_SUBMISSION_ID_FIELD_NUMBER: _ClassVar[int]
    CHARGE_CENTS_FIELD_NUMBER: _ClassVar[int]
    BILLABLE_CENTS_FIELD_NUMBER: _ClassVar[int]
    FILE_BY_FIELD_NUMBER: _ClassVar[int]
    BODY_FIELD_NUMBER: _ClassVar[int]
    BODY_HASH_FIELD_NUMBER: _ClassVar[int]
    SEGMENT_COUNT_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    ADJUDICATION_IDS_FIELD_NUMBER: _ClassVar[int]
    LINE_ITEM_CONTROL_NUMBERS_FIELD_NUMBER: _ClassVar[int]
    BILLING_PROVIDER_NPI_FIELD_NUMBER: _ClassVar[int]
    IMPLEMENTATION_FIELD_NUMBER: _ClassVar[int]
    submission_id: str
    claim_id: str
    determination_id: str
    sequence: int
    coverage: _business_pb2.Coverage
    patient_control_number: str
    original_control_number: str
    frequency_code: str
    replaces_submission_id: str
    charge_cents: int
    billable_cents: int
    file_by: str
    body: bytes
    body_hash: str
    segment_count: int
    provenance: _containers.RepeatedCompositeFieldContainer[NumberProvenance]
    adjudication_ids: _containers.RepeatedScalarFieldContainer[str]
    line_item_control_numbers: _containers.RepeatedScalarFieldContainer[str]
    billing_provider_npi: str
    implementation: str
    def __init__(self, submission_id: _Optional[str] = ..., claim_id: _Optional[str] = ..., determination_id: _Optional[str] = ..., sequence: _Optional[int] = ..., coverage: _Optional[_Union[_business_pb2.Coverage, _Mapping]] = ..., patient_control_number: _Optional[str] = ..., original_control_number: _Optional[str] = ..., frequency_code: _Optional[str] = ..., replaces_submission_id: _Optional[str] = ..., charge_cents: _Optional[int] = ..., billable_cents: _Optional[int] = ..., file_by: _Optional[str] = ..., body: _Optional[bytes] = ..., body_hash: _Optional[str] = ..., segment_count: _Optional[int] = ..., provenance: _Optional[_Iterable[_Union[NumberProvenance, _Mapping]]] = ..., adjudication_ids: _Optional[_Iterable[str]] = ..., line_item_control_numbers: _Optional[_Iterable[str]] = ..., billing_provider_npi: _Optional[str] = ..., implementation: _Optional[str] = ...) -> None: ...

class NumberProvenance(_message.Message):
    __slots__ = ("place", "amount_cents", "source")
    PLACE_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_CENTS_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    place: str
    amount_cents: int
    source: _business_pb2.Provenance
    def __init__(self, place: _Optional[str] = ..., amount_cents: _Optional[int] = ..., source: _Optional[_Union[_business_pb2.Provenance, _Mapping]] = ...) -> None: ...

class SecondaryClaimHeld(_message.Message):
    __slots__ = ("claim_id", "determination_id", "sequence", "reason_code", "detail", "missing_cents", "place", "money_at_risk_cents", "file_by", "coverage_id")
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    DETERMINATION_ID_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    MISSING_CENTS_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    MONEY_AT_RISK_CENTS_FIELD_NUMBER: _ClassVar[int]
    FILE_BY_FIELD_NUMBER: _ClassVar[int]
    COVERAGE_ID_FIELD_NUMBER: _ClassVar[int]
    claim_id: str
    determination_id: str
    sequence: int
    reason_code: str
    detail: str
    missing_cents: int
    place: str
    money_at_risk_cents: int
    file_by: str
    coverage_id: str
    def __init__(self, claim_id: _Optional[str] = ..., determination_id: _Optional[str] = ..., sequence: _Optional[int] = ..., reason_code: _Optional[str] = ..., detail: _Optional[str] = ..., missing_cents: _Optional[int] = ..., place: _Optional[str] = ..., money_at_risk_cents: _Optional[int] = ..., file_by: _Optional[str] = ..., coverage_id: _Optional[str] = ...) -> None: ...

class SecondaryClaimWithdrawn(_message.Message):
    __slots__ = ("submission_id", "claim_id", "determination_id", "reason_code")
    SUBMISSION_ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    DETERMINATION_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    submission_id: str
    claim_id: str
    determination_id: str
    reason_code: str
    def __init__(self, submission_id: _Optional[str] = ..., claim_id: _Optional[str] = ..., determination_id: _Optional[str] = ..., reason_code: _Optional[str] = ...) -> None: ...

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
