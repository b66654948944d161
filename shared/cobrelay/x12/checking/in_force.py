"""Reason and remark codes of a remittance: in a list, and in force on its day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cobrelay.x12 import codes
from cobrelay.x12.checking.rules import Problem, Told
from cobrelay.x12.findings import Verdict
from cobrelay.x12.passage import Passage
from cobrelay.x12.stretch import Stretch
from cobrelay.x12.values import remarks_of
from cobrelay.x12.views.facts import AdjudicationInfo, Adjustment, Remark
from cobrelay.x12.views.remittance import ClaimPayment, RemittanceHeader

_ASK = "Ask the payer what it means; `cobrelay codes update` lays a newer list over ours."
_REMARK = "HE"  # LQ01: a RARC


@dataclass(frozen=True, slots=True)
class InForce:
    """The codes that a payer may use in a decision of one day; those known, where that is None."""

    day: date | None
    reasons: frozenset[str]  # CARC
    remarks: frozenset[str]  # RARC


UNASKED = InForce(None, frozenset(), frozenset())  # where codes are not judged: no list is read


def in_force(view: RemittanceHeader | None) -> InForce:
    """Worked out once a remittance, for its day (BPR16, else DTM*405)."""
    day = (view.payment_date or view.production_date) if view else None
    reasons, remarks = (codes.in_force_on(name, day) for name in ("adjustment_reason", "remark"))
    return InForce(day, reasons, remarks)


def has_other_in_text(
    view: ClaimPayment, source: Passage, remarked: Sequence[str | None], usable: InForce
) -> bool:
    """As `has_other`, of a claim whose details were not made; `remarked` are its MIA and MOA."""
    if _has_other_reason(view, usable.reasons):
        return True
    return _has_other_remark(source, remarked, usable.remarks)


def _has_other_reason(view: ClaimPayment, reasons: frozenset[str]) -> bool:
    """Asked of every claim, so without a generator: hardly any has one."""
    for each in view.adjustments:
        if each.reason not in reasons:
            return True
    for line in view.lines:
        for each in line.adjustments:
            if each.reason not in reasons:
                return True
    return False


def _has_other_remark(
    source: Passage, remarked: Sequence[str | None], remarks: frozenset[str]
) -> bool:
    """Whether MIA, MOA or LQ has a remark that is none of these."""
    element, segment = source.cuts.element, source.cuts.segment
    for text in remarked:
        if text and not remarks.issuperset(remarks_of(text.split(element))):
            return True
    for text in source.text.split(source.cuts.remark)[1:]:
        qualifier, _, code = text.partition(segment)[0].partition(element)
        if qualifier == _REMARK and code not in remarks:
            return True
    return False


def has_other(view: ClaimPayment, usable: InForce) -> bool:
    """Whether `problems` has something to say."""
    remarks = usable.remarks
    if _has_other_reason(view, usable.reasons) or not remarks.issuperset(view.remarks):
        return True
    return any(remark.code not in remarks for line in view.lines for remark in line.remarks)


def problems(view: ClaimPayment, usable: InForce) -> Iterator[Told]:
    """Reason and remark codes that are unknown, or not in force on the day of the remittance."""
    yield from _reasons(view.adjustments, usable)
    for information in (view.inpatient, view.outpatient):
        if information is not None:
            yield from _claim_remarks(information, usable)
    for line in view.lines:
        yield from _reasons(line.adjustments, usable)
        if line.remarks:
            yield from _line_remarks(line.remarks, usable)


def _reasons(adjustments: Iterable[Adjustment], usable: InForce) -> Iterator[Told]:
    for each in adjustments:
        if each.reason and each.reason not in usable.reasons:
            rows = each.source.rows if isinstance(each.source, Stretch) else []
            row = rows[each.at] if rows else []
            at = next((n for n in range(2, len(row), 3) if row[n] == each.reason), 2)
            label = f"CAS{at:02d}"
            yield _unusable("adjustment_reason", each.reason, label, usable.day), each


def _claim_remarks(info: AdjudicationInfo, usable: InForce) -> Iterator[Told]:
    for code in info.remarks:
        if code not in usable.remarks:
            label = f"{info.segment_id}{info.elements.index(code) + 1:02d}"
            yield _unusable("remark", code, label, usable.day), info


def _line_remarks(remarks: Iterable[Remark], usable: InForce) -> Iterator[Told]:
    for remark in remarks:
        if remark.qualifier == _REMARK and remark.code and remark.code not in usable.remarks:
            yield _unusable("remark", remark.code, "LQ02", usable.day), remark


def _unusable(name: str, code: str, element: str, day: date | None) -> Problem:
    found = codes.code_list(name).codes.get(code)
    if found is None:
        return unknown(name, element, _ASK)
    if found.stop and day and day > found.stop:
        why = f"ended on {found.stop}"
    else:
        why = f"begins on {found.start}"
    message = f"The code {code} in {element} {why}; the remittance is of {day}."
    return Problem(
        "B-CODE-INACTIVE",
        Verdict.WARN,
        element,
        message,
        "Use a code that is in force on that day; only a reversal may repeat an ended one.",
    )


def unknown(name: str, element: str, fix: str) -> Problem:
    """A code that its set does not have; it is not quoted, for it may be anything."""
    as_of = codes.code_list(name).about.get("as of", "")
    message = f"The code in {element} is in no list; ours is as of {as_of}."
    return Problem("B-CODE-UNKNOWN", Verdict.WARN, element, message, fix)
