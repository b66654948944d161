"""Which code set an element's values come from, by the element's label (`CLP02`, `STC01-1`)."""

_REASONS = (2, 5, 8, 11, 14, 17)
_PROVIDER_REASONS = (3, 5, 7, 9, 11, 13)
_STATUSES = (1, 10, 11)
_ERRORS = (5, 6, 7, 8, 9)  # AK9

CODE_SETS: dict[str, str] = {
    "BPR01": "handling",
    "BPR04": "payment_method",
    "CLP02": "claim_status",
    "CLP06": "filing_indicator",
    "CLP08": "place_of_service",
    "CLP09": "frequency",
    "CLM05-1": "place_of_service",
    "CLM05-3": "frequency",
    "CLM20": "delay_reason",
    "CL103": "patient_status",
    "SV105": "place_of_service",
    "SBR01": "responsibility",
    "SBR02": "relationship",
    "SBR09": "filing_indicator",
    "PAT01": "relationship",
    "CAS01": "adjustment_group",
    "NM101": "entity",
    "N101": "entity",
    "REF01": "reference",
    "DTM01": "date",
    "DTP01": "date",
    "AMT01": "amount",
    "QTY01": "quantity",
    "LQ02": "remark",
    "TA104": "acknowledgment",
    "TA105": "interchange_note",
    "IK304": "segment_error",
    "IK403": "element_error",
    "IK501": "acknowledgment",
    "AK901": "acknowledgment",
    **{f"IK5{number:02d}": "set_error" for number in range(2, 7)},
    **{f"AK9{number:02d}": "group_error" for number in _ERRORS},
    **{f"CAS{number:02d}": "adjustment_reason" for number in _REASONS},
    **{f"PLB{number:02d}-1": "provider_adjustment" for number in _PROVIDER_REASONS},
    **{f"MOA{number:02d}": "remark" for number in (3, 4, 5, 6, 7)},
    **{f"MIA{number:02d}": "remark" for number in (5, 20, 21, 22, 23)},
    **{f"STC{number:02d}-1": "status_category" for number in _STATUSES},
    **{f"STC{number:02d}-2": "status" for number in _STATUSES},
    **{f"STC{number:02d}-3": "entity" for number in _STATUSES},
}
