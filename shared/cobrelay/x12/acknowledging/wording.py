"""Which code of a 999 and of a 277CA tells a finding that has a code of our own (`B-…`).

A finding that has a code of the standard (`IK3:…`, `IK4:…`, `IK5:…`, `AK9:…`, `TA1:…`) keeps
it. The others get the closest; `docs/x12/rules.md` shows the table.
"""

import re
from dataclasses import dataclass

from cobrelay.x12.findings import Finding

SEGMENT_HAS_ELEMENT_ERRORS = "8"  # IK304
_PATTERN = "I12"  # IK403: the value does not have the form that the guide asks for

# IK403 for findings of our own.
ELEMENT_ERRORS = {
    "B-CODE-INACTIVE": "7",
    "B-COB-CHARGE": _PATTERN,
    "B-COB-CLAIM": _PATTERN,
    "B-COB-LINE": _PATTERN,
    "B-COB-PAID": _PATTERN,
    "B-COB-PAYER": _PATTERN,
    "B-CSV": "6",
    "B-DATE-FUTURE": "8",
    "B-DXPTR": _PATTERN,
    "B-HLPARENT": _PATTERN,
    "B-HLSEQ": _PATTERN,
    "B-NPI": _PATTERN,
    "B-PATH": "6",
    "B-PAYERORDER": "I6",
    "B-SCALE": _PATTERN,
    "B-SHIFT": _PATTERN,
}
# TA105 for findings of our own.
INTERCHANGE_NOTES = {"B-SEGSIZE": "022", "B-TRAIL": "004"}


@dataclass(frozen=True, slots=True)
class StatusWords:
    """How a 277CA says it: STC01-1 (source 507), STC01-2 (source 508), STC01-3 (entity)."""

    category: str
    status: str
    entity: str = ""


ACCEPTED = StatusWords("A2", "20")
RECEIVED = StatusWords("A1", "19")
SET_REJECTED = StatusWords("A3", "684")  # the 999 says why
_MISSING = StatusWords("A6", "21")
_INVALID = StatusWords("A7", "21")
_OUT_OF_BALANCE = StatusWords("A8", "400")
_OTHER_PAYER = StatusWords("A8", "286")

STATUSES = {
    "B-COB-CHARGE": _OUT_OF_BALANCE,
    "B-COB-CLAIM": _OUT_OF_BALANCE,
    "B-COB-LINE": _OUT_OF_BALANCE,
    "B-COB-PAID": _OUT_OF_BALANCE,
    "B-COB-PAYER": _OTHER_PAYER,
    "B-DATE-FUTURE": StatusWords("A7", "187"),
    "B-DXPTR": StatusWords("A8", "477"),
    "B-HLPARENT": SET_REJECTED,
    "B-HLSEQ": SET_REJECTED,
    "B-NPI": StatusWords("A7", "562", "85"),
    "B-PAYERORDER": _OTHER_PAYER,
    "IK3:3": _MISSING,
    "IK3:I7": _MISSING,
    "IK4:1": _MISSING,
    "IK4:2": _MISSING,
}
_DIAGNOSES = StatusWords("A7", "255")
_SERVICE_DATES = StatusWords("A7", "187")
_ENTITIES = {"2310A": "DN", "2310B": "82", "2310C": "77", "2420A": "82", "2420F": "DN"}
_LABEL = re.compile(r"([A-Z][A-Z0-9]{1,2})([0-9]{2})(?:-([0-9]+))?")


def status_words(finding: Finding) -> StatusWords:
    """Category, status and entity for a finding because of which a claim is rejected."""
    if finding.code == "IK4:7" and finding.element.startswith("HI"):
        return _DIAGNOSES
    if finding.code == "IK4:8" and finding.element.startswith("DTP"):
        return _SERVICE_DATES
    found = STATUSES.get(finding.code)
    if found is None:
        return SET_REJECTED if finding.code.startswith("IK3:") else _INVALID
    loop = finding.loop.rpartition("/")[2].partition("[")[0]
    entity = _ENTITIES.get(loop, found.entity) if found.entity else ""
    return StatusWords(found.category, found.status, entity)


def element_error(finding: Finding) -> tuple[int, int, str] | None:
    """Element, component (0: the whole) and IK403, where the finding is about an element."""
    label = _LABEL.fullmatch(finding.element)
    if label is None or label[1] != finding.place.segment_id:
        return None
    kind, _, code = finding.code.partition(":")
    told = code if kind == "IK4" else ELEMENT_ERRORS.get(finding.code, _PATTERN)
    return int(label[2]), int(label[3] or 0), told


def segment_error(finding: Finding) -> str:
    """IK304 for a finding about a whole segment."""
    kind, _, code = finding.code.partition(":")
    return code if kind == "IK3" else SEGMENT_HAS_ELEMENT_ERRORS
