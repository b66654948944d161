"""What each adjustment of a payer means: the class of its reason code (domain 6.1 and 6.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from cob_verification.domain.answers import Adjustment


class AdjustmentClass(Enum):
    """Domain 6.1; the values are those of payers.toml."""

    PR_SHIFT = "PR_SHIFT"
    CONTRACTUAL = "CONTRACTUAL"
    PRIOR = "PRIOR"
    BUNDLED = "BUNDLED"
    COB_ORDER = "COB_ORDER"
    COVERAGE = "COVERAGE"
    NONCOVERED = "NONCOVERED"
    FIXABLE = "FIXABLE"
    AUTH = "AUTH"
    TIMELY = "TIMELY"
    DUP = "DUP"
    PAID_PATIENT = "PAID_PATIENT"
    QMB = "QMB"
    INFO = "INFO"
    REVIEW = "REVIEW"
    TECHNICAL = "TECHNICAL"


@dataclass(frozen=True, slots=True)
class Meaning:
    """The class of a reason code; in a double class the named group decides, else the first."""

    first: AdjustmentClass
    by_group: Mapping[str, AdjustmentClass] = field(default_factory=dict)


def _all(reasons: str, meaning: AdjustmentClass) -> dict[str, Meaning]:
    return {reason: Meaning(meaning) for reason in reasons.split()}


_C = AdjustmentClass


def _owed(reasons: str, meaning: AdjustmentClass) -> dict[str, Meaning]:
    """Patient responsibility; in a group that forbids to collect it, a contradiction to review."""
    forbidden = MappingProxyType({"CO": _C.REVIEW, "PI": _C.REVIEW})
    return {reason: Meaning(meaning, forbidden) for reason in reasons.split()}


# Deactivated codes stand here as well (42, 223): old remittances and examples carry them.
# 192 (paper code) is left to its group: what a paper remittance meant is not known.
TABLE: Mapping[str, Meaning] = MappingProxyType(
    {
        **_owed("1 2 3 66 142", _C.PR_SHIFT),
        **_owed("100", _C.PAID_PATIENT),
        **_all("42 253 223 59 131 104 237 144 161 137 24", _C.CONTRACTUAL),
        **_all("94", _C.TECHNICAL),
        **_all("23", _C.PRIOR),
        **_all("97 236", _C.BUNDLED),
        **_all("18 B13", _C.DUP),
        **_all("22 109 B11 136 19 20 21", _C.COB_ORDER),
        **_all("26 27 31 32 33 34 200", _C.COVERAGE),
        **_all("96 204 49 50 55 56 119 35 149 167 170 242 243", _C.NONCOVERED),
        **_all("16 4 5 6 7 8 9 10 11 12 129 B15", _C.FIXABLE),
        **_all("148 226 227 251 252 163 164 B7 B9 B16 B20", _C.FIXABLE),
        **_all("15 39 197 198", _C.AUTH),
        **_all("29", _C.TIMELY),
        **_all("133", _C.INFO),
        **_all("209", _C.QMB),
        **_all("151 215 216 A1", _C.REVIEW),
        "45": Meaning(_C.CONTRACTUAL, MappingProxyType({"PR": _C.PR_SHIFT})),
        "187": Meaning(_C.PR_SHIFT, MappingProxyType({"OA": _C.PRIOR})),
    }
)

GROUP_DEFAULTS: Mapping[str, AdjustmentClass] = MappingProxyType({"PR": _C.PR_SHIFT})

# RARC and the deductible, coinsurance or copay that it takes off a qualified Medicare beneficiary.
QMB_REMARKS: Mapping[str, str] = MappingProxyType({"N781": "1", "N782": "2", "N783": "3"})


@dataclass(frozen=True, slots=True)
class Classified:
    """An adjustment, what it means, and the code of the rule that says so."""

    adjustment: Adjustment
    meaning: AdjustmentClass
    rule_code: str


def classify(
    adjustment: Adjustment,
    overrides: Mapping[str, str],
    remark_codes: Iterable[str] = (),
) -> Classified:
    """The payer's profile first, then QMB remarks, then the table, then the group."""
    reason, group = adjustment.reason, adjustment.group
    named = overrides.get(f"{group}-{reason}") or overrides.get(reason)
    if named:
        return Classified(adjustment, AdjustmentClass(named), "COB-604")
    if group == "PR" and reason in {QMB_REMARKS.get(remark) for remark in remark_codes}:
        return Classified(adjustment, _C.QMB, "COB-605")
    meaning = TABLE.get(reason)
    if meaning is None:
        return Classified(adjustment, GROUP_DEFAULTS.get(group, _C.REVIEW), "COB-603")
    if group in meaning.by_group:
        return Classified(adjustment, meaning.by_group[group], "COB-602")
    return Classified(adjustment, meaning.first, "COB-601")
