"""Which sums say nothing because an amount in them can't be read, which is said already.

An amount that can't be read counts as nothing. A sum that misses it would tell the same mistake a
second time, with a difference that means nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cobrelay.x12.findings import Finding, Verdict

_UNREADABLE = frozenset({"IK4:1", "IK4:2", "IK4:6", "B-SCALE"})
_MISSING = frozenset({"IK3:3", "IK3:I7"})  # a whole segment with its amounts

PAYMENT = "B-BAL-FILE"

# What each sum is made of: amounts of the loop that it is told of, and of the loops right in it;
# amounts of any loop of this name in the claim or payment.
_NEAR = {
    "B-BAL-LINE": ("SVC02", "SVC03", "CAS"),
    "B-COB-LINE": ("SV1", "SV102", "SVD02", "CAS"),
    "B-COB-PAID": ("AMT02", "CAS"),
    "B-COB-CLAIM": ("AMT02", "CAS"),
}
_ANYWHERE = {
    "B-BAL-CLAIM": ("2100/CLP03", "2100/CLP04", "2100/CAS", "2110/CAS"),
    "B-BAL-CHARGE": ("2100/CLP03", "2110/SVC02"),
    PAYMENT: ("2100/CLP04", "/PLB", "/BPR", "/BPR02"),
    "B-COB-CHARGE": ("2300/CLM02", "2400/LX", "2400/SV1", "2400/SV102"),
    "B-COB-PAID": ("2430/SVD02",),
    "B-COB-CLAIM": ("2300/CLM02", "2400/LX", "2430/CAS"),
}


@dataclass(frozen=True, slots=True)
class Unread:
    """The amounts of a claim or a payment that can't be read."""

    near: frozenset[tuple[str, str]] = frozenset()  # path of their loop, or the one around; which
    anywhere: frozenset[str] = frozenset()

    def spoil(self, code: str, loop: str = "") -> bool:
        """Whether the sum with this code, told of this loop, lacks one of them."""
        return any((loop, which) in self.near for which in _NEAR.get(code, ())) or any(
            which in self.anywhere for which in _ANYWHERE.get(code, ())
        )


NONE = Unread()


def unread(findings: Iterable[Finding]) -> Unread:
    """The amounts that these findings call unreadable, gravely enough to keep them from use."""
    near: set[tuple[str, str]] = set()
    anywhere: set[str] = set()
    for finding in findings:
        which = _which(finding)
        if which:
            around, _, own = finding.loop.rpartition("/")
            near |= {(finding.loop, which), (around, which)}
            anywhere.add(f"{own.partition('[')[0]}/{which}")
    return Unread(frozenset(near), frozenset(anywhere)) if anywhere else NONE


def _which(finding: Finding) -> str:
    """The element; of the pairs of CAS and PLB the segment, of a missing segment its id."""
    if finding.verdict < Verdict.QUARANTINE_CLAIM:
        return ""
    segment_id = finding.place.segment_id
    if finding.code in _MISSING:
        return segment_id
    if finding.code not in _UNREADABLE or not finding.element.startswith(segment_id):
        return ""
    element = finding.element.removeprefix(segment_id).partition("-")[0]
    match segment_id:
        case "CAS":  # every third is a quantity
            return "" if not element.isdecimal() or int(element) % 3 == 1 else segment_id
        case "PLB":
            return "" if element in ("01", "02") else segment_id
        case _:
            return f"{segment_id}{element}"
