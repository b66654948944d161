from cobrelay.contracts.common.v1 import business_pb2 as _business_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class RemittanceAccepted(_message.Message):
    __slots__ = ("remittance_id", "payment", "payer", "claim_count", "payment_cents", "claims_paid_cents", "provider_adjustments_cents", "provider_adjustment_count", "payment_method", "handling_code", "usage_indicator", "file_hash", "set_ordinal", "is_sibling", "duplicate_claim_count", "content_hash", "payee_tax_id")
    REMITTANCE_ID_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_FIELD_NUMBER: _ClassVar[int]
    PAYER_FIELD_NUMBER: _ClassVar[int]
    CLAIM_COUNT_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_CENTS_FIELD_NUMBER: _ClassVar[int]
    CLAIMS_PAID_CENTS_FIELD_NUMBER: _ClassVar[int]
    PROVIDER_ADJUSTMENTS_CENTS_FIELD_NUMBER: _ClassVar[int]
    PROVIDER_ADJUSTMENT_COUNT_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_METHOD_FIELD_NUMBER: _ClassVar[int]
    HANDLING_CODE_FIELD_NUMBER: _ClassVar[int]
    USAGE_INDICATOR_FIELD_NUMBER: _ClassVar[int]
    FILE_HASH_FIELD_NUMBER: _ClassVar[int]
    SET_ORDINAL_FIELD_NUMBER: _ClassVar[int]
    IS_SIBLING_FIELD_NUMBER: _ClassVar[int]
    DUPLICATE_CLAIM_COUNT_FIELD_NUMBER: _ClassVar[int]
    CONTENT_HASH_FIELD_NUMBER: _ClassVar[int]
    PAYEE_TAX_ID_FIELD_NUMBER: _ClassVar[int]
    remittance_id: str
    payment: _business_pb2.PaymentIdentity
    payer: _business_pb2.PayerName
    claim_count: int
    payment_cents: int
    claims_paid_cents: int
    provider_adjustments_cents: int
    provider_adjustment_count: int
    payment_method: str
    handling_code: str
    usage_indicator: str
    file_hash: str
    set_ordinal: int
    is_sibling: bool
    duplicate_claim_count: int
    content_hash: str
    payee_tax_id: str
    def __init__(self, remittance_id: _Optional[str] = ..., payment: _Optional[_Union[_business_pb2.PaymentIdentity, _Mapping]] = ..., payer: _Optional[_Union[_business_pb2.PayerName, _Mapping]] = ..., claim_count: _Optional[int] = ..., payment_cents: _Optional[int] = ..., claims_paid_cents: _Optional[int] = ..., provider_adjustments_cents: _Optional[int] = ..., provider_adjustment_count: _Optional[int] = ..., payment_method: _Optional[str] = ..., handling_code: _Optional[str] = ..., usage_indicator: _Optional[str] = ..., file_hash: _Optional[str] = ..., set_ordinal: _Optional[int] = ..., is_sibling: _Optional[bool] = ..., duplicate_claim_count: _Optional[int] = ..., content_hash: _Optional[str] = ..., payee_tax_id: _Optional[str] = ...) -> None: ...

class ProviderAdjusted(_message.Message):
    __slots__ = ("remittance_id", "payment", "payer", "ordinal", "provider_id", "fiscal_year_end_on", "reason_code", "reference", "amount_cents", "provenance")
    REMITTANCE_ID_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_FIELD_NUMBER: _ClassVar[int]
    PAYER_FIELD_NUMBER: _ClassVar[int]
    ORDINAL_FIELD_NUMBER: _ClassVar[int]
    PROVIDER_ID_FIELD_NUMBER: _ClassVar[int]
    FISCAL_YEAR_END_ON_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_CENTS_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    remittance_id: str
    payment: _business_pb2.PaymentIdentity
    payer: _business_pb2.PayerName
    ordinal: int
    provider_id: str
    fiscal_year_end_on: str
    reason_code: str
    reference: str
    amount_cents: int
    provenance: _business_pb2.Provenance
    def __init__(self, remittance_id: _Optional[str] = ..., payment: _Optional[_Union[_business_pb2.PaymentIdentity, _Mapping]] = ..., payer: _Optional[_Union[_business_pb2.PayerName, _Mapping]] = ..., ordinal: _Optional[int] = ..., provider_id: _Optional[str] = ..., fiscal_year_end_on: _Optional[str] = ..., reason_code: _Optional[str] = ..., reference: _Optional[str] = ..., amount_cents: _Optional[int] = ..., provenance: _Optional[_Union[_business_pb2.Provenance, _Mapping]] = ...) -> None: ...

class RemittanceDuplicated(_message.Message):
    __slots__ = ("remittance_id", "file_hash", "set_ordinal", "sameness", "payment", "payment_cents", "findings")
    REMITTANCE_ID_FIELD_NUMBER: _ClassVar[int]
    FILE_HASH_FIELD_NUMBER: _ClassVar[int]
    SET_ORDINAL_FIELD_NUMBER: _ClassVar[int]
    SAMENESS_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_CENTS_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    remittance_id: str
    file_hash: str
    set_ordinal: int
    sameness: str
    payment: _business_pb2.PaymentIdentity
    payment_cents: int
    findings: _containers.RepeatedCompositeFieldContainer[_business_pb2.DocumentFinding]
    def __init__(self, remittance_id: _Optional[str] = ..., file_hash: _Optional[str] = ..., set_ordinal: _Optional[int] = ..., sameness: _Optional[str] = ..., payment: _Optional[_Union[_business_pb2.PaymentIdentity, _Mapping]] = ..., payment_cents: _Optional[int] = ..., findings: _Optional[_Iterable[_Union[_business_pb2.DocumentFinding, _Mapping]]] = ...) -> None: ...

class RemittanceQuarantined(_message.Message):
    __slots__ = ("remittance_id", "file_hash", "set_ordinal", "reason_code", "findings", "payment", "payment_cents")
    REMITTANCE_ID_FIELD_NUMBER: _ClassVar[int]
    FILE_HASH_FIELD_NUMBER: _ClassVar[int]
    SET_ORDINAL_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_CENTS_FIELD_NUMBER: _ClassVar[int]
    remittance_id: str
    file_hash: str
    set_ordinal: int
    reason_code: str
    findings: _containers.RepeatedCompositeFieldContainer[_business_pb2.DocumentFinding]
    payment: _business_pb2.PaymentIdentity
    payment_cents: int
    def __init__(self, remittance_id: _Optional[str] = ..., file_hash: _Optional[str] = ..., set_ordinal: _Optional[int] = ..., reason_code: _Optional[str] = ..., findings: _Optional[_Iterable[_Union[_business_pb2.DocumentFinding, _Mapping]]] = ..., payment: _Optional[_Union[_business_pb2.PaymentIdentity, _Mapping]] = ..., payment_cents: _Optional[int] = ...) -> None: ...

class QuarantineClosed(_message.Message):
    __slots__ = ("item_id", "scope", "outcome", "file_hash", "replaced_by_file_hash", "unapplied_cents")
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    SCOPE_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    FILE_HASH_FIELD_NUMBER: _ClassVar[int]
    REPLACED_BY_FILE_HASH_FIELD_NUMBER: _ClassVar[int]
    UNAPPLIED_CENTS_FIELD_NUMBER: _ClassVar[int]
    item_id: str
    scope: str
    outcome: str
    file_hash: str
    replaced_by_file_hash: str
    unapplied_cents: int
    def __init__(self, item_id: _Optional[str] = ..., scope: _Optional[str] = ..., outcome: _Optional[str] = ..., file_hash: _Optional[str] = ..., replaced_by_file_hash: _Optional[str] = ..., unapplied_cents: _Optional[int] = ...) -> None: ...

class ClaimPayment(_message.Message):
    __slots__ = ("remittance_id", "ordinal", "payment", "payer", "patient_control_number", "status_code", "charge_cents", "paid_cents", "patient_responsibility_cents", "claim_filing_indicator", "payer_claim_control_number", "facility_type_code", "frequency_code", "adjustments", "patient", "insured", "corrected_insured", "crossover_carrier", "corrected_priority_payer", "other_subscriber", "rendering_provider", "remark_codes", "inpatient_adjudication", "outpatient_adjudication", "amounts_cents", "references", "statement_from_on", "statement_to_on", "coverage_expired_on", "received_on", "lines", "provenance", "paid_on")
    class AmountsCentsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    class ReferencesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    REMITTANCE_ID_FIELD_NUMBER: _ClassVar[int]
    ORDINAL_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_FIELD_NUMBER: _ClassVar[int]
    PAYER_FIELD_NUMBER: _ClassVar[int]
    PATIENT_CONTROL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    STATUS_CODE_FIELD_NUMBER: _ClassVar[int]
    CHARGE_CENTS_FIELD_NUMBER: _ClassVar[int]
    PAID_CENTS_FIELD_NUMBER: _ClassVar[int]
    PATIENT_RESPONSIBILITY_CENTS_FIELD_NUMBER: _ClassVar[int]
    CLAIM_FILING_INDICATOR_FIELD_NUMBER: _ClassVar[int]
    PAYER_CLAIM_CONTROL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    FACILITY_TYPE_CODE_FIELD_NUMBER: _ClassVar[int]
    FREQUENCY_CODE_FIELD_NUMBER: _ClassVar[int]
    ADJUSTMENTS_FIELD_NUMBER: _ClassVar[int]
    PATIENT_FIELD_NUMBER: _ClassVar[int]
    INSURED_FIELD_NUMBER: _ClassVar[int]
    CORRECTED_INSURED_FIELD_NUMBER: _ClassVar[int]
    CROSSOVER_CARRIER_FIELD_NUMBER: _ClassVar[int]
    CORRECTED_PRIORITY_PAYER_FIELD_NUMBER: _ClassVar[int]
    OTHER_SUBSCRIBER_FIELD_NUMBER: _ClassVar[int]
    RENDERING_PROVIDER_FIELD_NUMBER: _ClassVar[int]
    REMARK_CODES_FIELD_NUMBER: _ClassVar[int]
    INPATIENT_ADJUDICATION_FIELD_NUMBER: _ClassVar[int]
    OUTPATIENT_ADJUDICATION_FIELD_NUMBER: _ClassVar[int]
    AMOUNTS_CENTS_FIELD_NUMBER: _ClassVar[int]
    REFERENCES_FIELD_NUMBER: _ClassVar[int]
    STATEMENT_FROM_ON_FIELD_NUMBER: _ClassVar[int]
    STATEMENT_TO_ON_FIELD_NUMBER: _ClassVar[int]
    COVERAGE_EXPIRED_ON_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_ON_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    PAID_ON_FIELD_NUMBER: _ClassVar[int]
    remittance_id: str
    ordinal: int
    payment: _business_pb2.PaymentIdentity
    payer: _business_pb2.PayerName
    patient_control_number: str
    status_code: str
    charge_cents: int
    paid_cents: int
    patient_responsibility_cents: int
    claim_filing_indicator: str
    payer_claim_control_number: str
    facility_type_code: str
    frequency_code: str
    adjustments: _containers.RepeatedCompositeFieldContainer[_business_pb2.Adjustment]
    patient: _business_pb2.Party
    insured: _business_pb2.Party
    corrected_insured: _business_pb2.Party
    crossover_carrier: _business_pb2.Party
    corrected_priority_payer: _business_pb2.Party
    other_subscriber: _business_pb2.Party
    rendering_provider: _business_pb2.Party
    remark_codes: _containers.RepeatedScalarFieldContainer[str]
    inpatient_adjudication: _containers.RepeatedScalarFieldContainer[str]
    outpatient_adjudication: _containers.RepeatedScalarFieldContainer[str]
    amounts_cents: _containers.ScalarMap[str, int]
    references: _containers.ScalarMap[str, str]
    statement_from_on: str
    statement_to_on: str
    coverage_expired_on: str
    received_on: str
    lines: _containers.RepeatedCompositeFieldContainer[ServiceLinePayment]
    provenance: _business_pb2.Provenance
    paid_on: str
    def __init__(self, remittance_id: _Optional[str] = ..., ordinal: _Optional[int] = ..., payment: _Optional[_Union[_business_pb2.PaymentIdentity, _Mapping]] = ..., payer: _Optional[_Union[_business_pb2.PayerName, _Mapping]] = ..., patient_control_number: _Optional[str] = ..., status_code: _Optional[str] = ..., charge_cents: _Optional[int] = ..., paid_cents: _Optional[int] = ..., patient_responsibility_cents: _Optional[int] = ..., claim_filing_indicator: _Optional[str] = ..., payer_claim_control_number: _Optional[str] = ..., facility_type_code: _Optional[str] = ..., frequency_code: _Optional[str] = ..., adjustments: _Optional[_Iterable[_Union[_business_pb2.Adjustment, _Mapping]]] = ..., patient: _Optional[_Union[_business_pb2.Party, _Mapping]] = ..., insured: _Optional[_Union[_business_pb2.Party, _Mapping]] = ..., corrected_insured: _Optional[_Union[_business_pb2.Party, _Mapping]] = ..., crossover_carrier: _Optional[_Union[_business_pb2.Party, _Mapping]] = ..., corrected_priority_payer: _Optional[_Union[_business_pb2.Party, _Mapping]] = ..., other_subscriber: _Optional[_Union[_business_pb2.Party, _Mapping]] = ..., rendering_provider: _Optional[_Union[_business_pb2.Party, _Mapping]] = ..., remark_codes: _Optional[_Iterable[str]] = ..., inpatient_adjudication: _Optional[_Iterable[str]] = ..., outpatient_adjudication: _Optional[_Iterable[str]] = ..., amounts_cents: _Optional[_Mapping[str, int]] = ..., references: _Optional[_Mapping[str, str]] = ..., statement_from_on: _Optional[str] = ..., statement_to_on: _Optional[str] = ..., coverage_expired_on: _Optional[str] = ..., received_on: _Optional[str] = ..., lines: _Optional[_Iterable[_Union[ServiceLinePayment, _Mapping]]] = ..., provenance: _Optional[_Union[_business_pb2.Provenance, _Mapping]] = ..., paid_on: _Optional[str] = ...) -> None: ...

class ServiceLinePayment(_message.Message):
    __slots__ = ("ordinal", "line_item_control_number", "adjudicated", "submitted", "charge_cents", "paid_cents", "revenue_code", "paid_units", "submitted_units", "service_from_on", "service_to_on", "adjustments", "remark_codes", "allowed_cents", "provenance")
    ORDINAL_FIELD_NUMBER: _ClassVar[int]
    LINE_ITEM_CONTROL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    ADJUDICATED_FIELD_NUMBER: _ClassVar[int]
    SUBMITTED_FIELD_NUMBER: _ClassVar[int]
    CHARGE_CENTS_FIELD_NUMBER: _ClassVar[int]
    PAID_CENTS_FIELD_NUMBER: _ClassVar[int]
    REVENUE_CODE_FIELD_NUMBER: _ClassVar[int]
    PAID_UNITS_FIELD_NUMBER: _ClassVar[int]
    SUBMITTED_UNITS_FIELD_NUMBER: _ClassVar[int]
    SERVICE_FROM_ON_FIELD_NUMBER: _ClassVar[int]
    SERVICE_TO_ON_FIELD_NUMBER: _ClassVar[int]
    ADJUSTMENTS_FIELD_NUMBER: _ClassVar[int]
    REMARK_CODES_FIELD_NUMBER: _ClassVar[int]
    ALLOWED_CENTS_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    ordinal: int
    line_item_control_number: str
    adjudicated: _business_pb2.Procedure
    submitted: _business_pb2.Procedure
    charge_cents: int
    paid_cents: int
    revenue_code: str
    paid_units: str
    submitted_units: str
    service_from_on: str
    service_to_on: str
    adjustments: _containers.RepeatedCompositeFieldContainer[_business_pb2.Adjustment]
    remark_codes: _containers.RepeatedScalarFieldContainer[str]
    allowed_cents: int
    provenance: _business_pb2.Provenance
    def __init__(self, ordinal: _Optional[int] = ..., line_item_control_number: _Optional[str] = ..., adjudicated: _Optional[_Union[_business_pb2.Procedure, _Mapping]] = ..., submitted: _Optional[_Union[_business_pb2.Procedure, _Mapping]] = ..., charge_cents: _Optional[int] = ..., paid_cents: _Optional[int] = ..., revenue_code: _Optional[str] = ..., paid_units: _Optional[str] = ..., submitted_units: _Optional[str] = ..., service_from_on: _Optional[str] = ..., service_to_on: _Optional[str] = ..., adjustments: _Optional[_Iterable[_Union[_business_pb2.Adjustment, _Mapping]]] = ..., remark_codes: _Optional[_Iterable[str]] = ..., allowed_cents: _Optional[int] = ..., provenance: _Optional[_Union[_business_pb2.Provenance, _Mapping]] = ...) -> None: ...

class ClaimAdjudicated(_message.Message):
    __slots__ = ("adjudication_id", "claim_id", "claim_version", "answer", "submission_id", "matched_by", "reverses_adjudication_id", "corrects_adjudication_id")
    ADJUDICATION_ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_VERSION_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    SUBMISSION_ID_FIELD_NUMBER: _ClassVar[int]
    MATCHED_BY_FIELD_NUMBER: _ClassVar[int]
    REVERSES_ADJUDICATION_ID_FIELD_NUMBER: _ClassVar[int]
    CORRECTS_ADJUDICATION_ID_FIELD_NUMBER: _ClassVar[int]
    adjudication_id: str
    claim_id: str
    claim_version: int
    answer: ClaimPayment
    submission_id: str
    matched_by: str
    reverses_adjudication_id: str
    corrects_adjudication_id: str
    def __init__(self, adjudication_id: _Optional[str] = ..., claim_id: _Optional[str] = ..., claim_version: _Optional[int] = ..., answer: _Optional[_Union[ClaimPayment, _Mapping]] = ..., submission_id: _Optional[str] = ..., matched_by: _Optional[str] = ..., reverses_adjudication_id: _Optional[str] = ..., corrects_adjudication_id: _Optional[str] = ...) -> None: ...

class AdjudicationUnmatched(_message.Message):
    __slots__ = ("adjudication_id", "answer", "reason_code", "disagreements", "findings")
    ADJUDICATION_ID_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    DISAGREEMENTS_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    adjudication_id: str
    answer: ClaimPayment
    reason_code: str
    disagreements: _containers.RepeatedScalarFieldContainer[str]
    findings: _containers.RepeatedCompositeFieldContainer[_business_pb2.DocumentFinding]
    def __init__(self, adjudication_id: _Optional[str] = ..., answer: _Optional[_Union[ClaimPayment, _Mapping]] = ..., reason_code: _Optional[str] = ..., disagreements: _Optional[_Iterable[str]] = ..., findings: _Optional[_Iterable[_Union[_business_pb2.DocumentFinding, _Mapping]]] = ...) -> None: ...

class ClaimQuarantined(_message.Message):
    __slots__ = ("adjudication_id", "remittance_id", "ordinal", "payment", "paid_cents", "claim_id", "findings", "provenance", "reason_code")
    ADJUDICATION_ID_FIELD_NUMBER: _ClassVar[int]
    REMITTANCE_ID_FIELD_NUMBER: _ClassVar[int]
    ORDINAL_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_FIELD_NUMBER: _ClassVar[int]
    PAID_CENTS_FIELD_NUMBER: _ClassVar[int]
    CLAIM_ID_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    REASON_CODE_FIELD_NUMBER: _ClassVar[int]
    adjudication_id: str
    remittance_id: str
    ordinal: int
    payment: _business_pb2.PaymentIdentity
    paid_cents: int
    claim_id: str
    findings: _containers.RepeatedCompositeFieldContainer[_business_pb2.DocumentFinding]
    provenance: _business_pb2.Provenance
    reason_code: str
    def __init__(self, adjudication_id: _Optional[str] = ..., remittance_id: _Optional[str] = ..., ordinal: _Optional[int] = ..., payment: _Optional[_Union[_business_pb2.PaymentIdentity, _Mapping]] = ..., paid_cents: _Optional[int] = ..., claim_id: _Optional[str] = ..., findings: _Optional[_Iterable[_Union[_business_pb2.DocumentFinding, _Mapping]]] = ..., provenance: _Optional[_Union[_business_pb2.Provenance, _Mapping]] = ..., reason_code: _Optional[str] = ...) -> None: ...
