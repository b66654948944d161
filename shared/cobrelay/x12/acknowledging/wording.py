"""Which code of a 999 and of a 277CA tells a finding that has a code of our own (`B-…`).

A finding that has a code of the standard (`IK3:…`, `IK4:…`, `IK5:…`, `AK9:…`, `TA1:…`) keeps
it. The others get the closest; `docs/x12/rules.md` shows the table.
"""

import re
from dataclasses import dataclass

from cobrelay.x12.acknowledging.subjects import NPI, entity_of, subject
from cobrelay.x12.findings import Finding

SEGMENT_HAS_ELEMENT_ERRORS = "8"  # IK304
_PATTERN = "I12"  # IK403: the value does not have the form that the guide asks for

# IK403 for findings of our own.
ELEMENT_ERRORS = {
    "B-CODE-INACTIVE": "7",
    "B-CODE-UNKNOWN": "7",
    "B-COB-CHARGE": _PATTERN,
    "B-COB-CLAIM": _PATTERN,
    "B-COB-LINE": _PATTERN,
    "B-COB-PAID": _PATTERN,
    "B-COB-PAYER": _PATTERN,
    "B-CSV": "6",
    "B-DATE-FUTURE": "8",
    "B-DATE-ORDER": "8",
    "B-DXPTR": _PATTERN,
    "B-HLPARENT": _PATTERN,
    "B-HLSEQ": _PATTERN,
    "B-NPI": _PATTERN,
    "B-PATH": "6",
    "B-PAYERORDER": "I6",
    "B-REPLACES": "I9",
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
_UNSAID = "684"  # nothing exact can be said of it here; code 21 would demand that it is
_OUT_OF_BALANCE = StatusWords("A8", "400")
_OTHER_PAYER_OUT_OF_BALANCE = StatusWords("A8", "672")

STATUSES = {
    "B-COB-CHARGE": _OUT_OF_BALANCE,
    "B-COB-CLAIM": _OTHER_PAYER_OUT_OF_BALANCE,
    "B-COB-LINE": _OTHER_PAYER_OUT_OF_BALANCE,
    "B-COB-PAID": _OTHER_PAYER_OUT_OF_BALANCE,
    "B-COB-PAYER": StatusWords("A8", "286"),
    "B-DATE-FUTURE": StatusWords("A7", "187"),
    "B-DXPTR": StatusWords("A8", "477"),
    "B-HLPARENT": SET_REJECTED,
    "B-HLSEQ": SET_REJECTED,
    "B-NPI": StatusWords("A7", NPI, "1P"),
    "B-PAYERORDER": StatusWords("A8", "742"),
}
# What is missing; of everything else that is wrong with a claim the information is invalid.
_MISSING = frozenset({"IK3:3", "IK3:I6", "IK3:I7", "IK4:1", "IK4:2", "IK4:I9"})
_LABEL = re.compile(r"([A-Z][A-Z0-9]{1,2})([0-9]{2})(?:-([0-9]+))?")


def status_words(finding: Finding) -> StatusWords:
    """Category, status and entity for a finding because of which a claim is rejected."""
    loop = finding.loop.rpartition("/")[2].partition("[")[0]
    if said := STATUSES.get(finding.code):
        entity = said.entity and (entity_of(loop) or said.entity)
        return StatusWords(said.category, said.status, entity)
    is_missing = finding.code in _MISSING
    if finding.code.startswith("IK3:") and not is_missing:
        return SET_REJECTED
    category = "A6" if is_missing else "A7"
    about = subject(loop, finding.place.segment_id, finding.element)
    return StatusWords(category, *about) if about else StatusWords(category, _UNSAID)


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
