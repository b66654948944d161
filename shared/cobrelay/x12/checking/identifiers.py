"""Identifiers, dates and codes of their day, judged from the file alone; values worth a note."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from cobrelay.x12 import codes
from cobrelay.x12.checking.rules import Problem, Told
from cobrelay.x12.findings import Verdict
from cobrelay.x12.stretch import Passage, Stretch
from cobrelay.x12.values import is_npi, short_day
from cobrelay.x12.views.claim import Claim837
from cobrelay.x12.views.envelope import SetStart
from cobrelay.x12.views.facts import (
    AdjudicationInfo,
    Adjustment,
    DateReference,
    Located,
    Party,
    Remark,
)
from cobrelay.x12.views.remittance import ClaimPayment, RemittanceHeader

FUTURE_DAYS_MAX = (
    10 * 366
)  # a date of service this far after the interchange is no mistake of a year
FORWARDED = frozenset({"19", "20", "21", "23"})  # CLP02
REVERSAL = "22"  # CLP02: repeats an earlier decision, with the codes of its day
FORMULA_STARTS = frozenset("=+@")
_DAYS_OF_SERVICE = frozenset({"150", "151", "232", "233", "472"})


@dataclass(frozen=True, slots=True)
class Outdated:
    """The codes that a payer may not use in a decision of one day: too new, or ended."""

    day: date | None = None
    reasons: frozenset[str] = frozenset()  # CARC
    remarks: frozenset[str] = frozenset()  # RARC


IN_FORCE = Outdated()  # of a remittance that says no day


def outdated(view: RemittanceHeader) -> Outdated:
    """Worked out once a remittance, for its day (BPR16, else DTM*405)."""
    day = view.payment_date or view.production_date
    if day is None:
        return IN_FORCE
    reasons, remarks = (codes.inactive_on(name, day) for name in ("adjustment_reason", "remark"))
    return Outdated(day, reasons, remarks)


def header(view: RemittanceHeader) -> Iterator[Told]:
    """The payee's NPI, and a trace number that must not be used as a file name."""
    yield from _npi(view.payee, "N104")
    if any(separator in view.trace_number for separator in ("/", "\\", "..")):
        rows = view.source.rows if isinstance(view.source, Stretch) else []
        at = next((at for at, row in enumerate(rows) if row[0] == "TRN"), 0)
        yield (
            _note("B-PATH", "TRN02", "TRN02 looks like a path.", "Never use it as a file name."),
            Located(source=view.source, at=at),
        )


def claim_payment(view: ClaimPayment, ended: Outdated = IN_FORCE) -> Iterator[Told]:
    """A claim payment's rendering NPI, dates and codes, and what is worth a note."""
    if view.status in FORWARDED:
        yield _FORWARDED, view
    if _surroundings_are_quiet(view, ended):
        return
    yield from _formula(view)
    if view.status != REVERSAL and _has_outdated(view, ended):
        yield from _codes(view, ended)
    if view.rendering is not None:
        yield from _npi(view.rendering, "NM109")
    latest = _latest(view.set.interchange.date, view.set.group.date)
    if _has_later(view.dates, latest):
        yield from _future(view.dates, view.set, "DTM02")
    for line in view.lines:
        if _has_later(line.dates, latest):
            yield from _future(line.dates, view.set, "DTM02")


def is_quiet(view: ClaimPayment, ended: Outdated) -> bool:
    """Whether `claim_payment` has surely nothing to say; does not read the claim's details."""
    return view.status not in FORWARDED and _surroundings_are_quiet(view, ended)


def _surroundings_are_quiet(view: ClaimPayment, ended: Outdated) -> bool:
    """Looks at a text whose names and dates are known to be fit: at its NPI and codes alone."""
    source = view.source
    if not isinstance(source, Passage) or source.caught is None:
        return False
    rendering, *remarked = source.caught
    if rendering and not _has_good_npi(rendering.split(source.cuts.element)):
        return False
    if view.status == REVERSAL:
        return True
    if _has_reason(view, ended.reasons):
        return False
    return not _may_have_remark(source, remarked, ended.remarks)


def _has_good_npi(row: list[str]) -> bool:
    return len(row) < 10 or row[8] != "XX" or is_npi(row[9])


def _has_reason(view: ClaimPayment, reasons: frozenset[str]) -> bool:
    """Asked of every claim, so without a generator: hardly any has one."""
    for each in view.adjustments:
        if each.reason in reasons:
            return True
    for line in view.lines:
        for each in line.adjustments:
            if each.reason in reasons:
                return True
    return False


def _may_have_remark(source: Passage, remarked: list[str | None], remarks: frozenset[str]) -> bool:
    """Whether one of the codes stands in MIA, MOA or LQ, as what it is or as something else."""
    element, segment = source.cuts.element, source.cuts.segment
    for text in remarked:
        if text and not remarks.isdisjoint(text.split(element)):
            return True
    for text in source.text.split(source.cuts.remark)[1:]:
        if not remarks.isdisjoint(text.partition(segment)[0].split(element)):
            return True
    return False


def safe_decade(start: SetStart) -> int:
    """The first year of the last decade of which no day is a mistake of a year."""
    latest = _latest(start.interchange.date, start.group.date)
    return (latest.year - 10) // 10 * 10


def _has_later(dates: tuple[DateReference, ...], latest: date) -> bool:
    """Asked of every line, so without a generator: hardly any has one."""
    for each in dates:  # noqa: SIM110 - `any` would make a generator
        if each.start is not None and each.start > latest:
            return True
    return False


def _has_outdated(view: ClaimPayment, ended: Outdated) -> bool:
    remarks = ended.remarks
    if _has_reason(view, ended.reasons) or not remarks.isdisjoint(view.remarks):
        return True
    return any(remark.code in remarks for line in view.lines for remark in line.remarks)


def _codes(view: ClaimPayment, ended: Outdated) -> Iterator[Told]:
    """Reason and remark codes that were not in force on the day of the remittance."""
    yield from _reasons(view.adjustments, ended)
    for information in (view.inpatient, view.outpatient):
        if information is not None:
            yield from _claim_remarks(information, ended)
    for line in view.lines:
        yield from _reasons(line.adjustments, ended)
        if line.remarks:
            yield from _line_remarks(line.remarks, ended)


def _reasons(adjustments: Iterable[Adjustment], ended: Outdated) -> Iterator[Told]:
    for each in adjustments:
        if each.reason in ended.reasons:
            rows = each.source.rows if isinstance(each.source, Stretch) else []
            row = rows[each.at] if rows else []
            at = next((n for n in range(2, len(row), 3) if row[n] == each.reason), 2)
            label = f"CAS{at:02d}"
            yield _not_in_force("adjustment_reason", each.reason, label, ended.day), each


def _claim_remarks(info: AdjudicationInfo, ended: Outdated) -> Iterator[Told]:
    for code in info.remarks:
        if code in ended.remarks:
            label = f"{info.segment_id}{info.elements.index(code) + 1:02d}"
            yield _not_in_force("remark", code, label, ended.day), info


def _line_remarks(remarks: Iterable[Remark], ended: Outdated) -> Iterator[Told]:
    for remark in remarks:
        if remark.code in ended.remarks and remark.qualifier == "HE":
            yield _not_in_force("remark", remark.code, "LQ02", ended.day), remark


def _not_in_force(name: str, code: str, element: str, day: date | None) -> Problem:
    found = codes.code_list(name).codes[code]
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


def _formula(view: ClaimPayment) -> Iterator[Told]:
    patient = view.patient
    if patient is not None and patient.last_name[:1] in FORMULA_STARTS:
        problem = _note(
            "B-CSV",
            "NM103",
            "A name begins as a spreadsheet formula does.",
            "Quote it wherever it is exported.",
        )
        yield problem, patient


def _note(code: str, element: str, message: str, fix: str) -> Problem:
    return Problem(code, Verdict.ACCEPT, element, message, fix)


_FORWARDED = _note(
    "B-CROSSOVER",
    "CLP02",
    "The payer has forwarded the claim to a further payer.",
    "Wait for that payer's answer; do not bill it.",
)


def claim_837(view: Claim837) -> Iterator[Told]:
    """The providers' NPIs and the dates of an 837 claim."""
    yield from _npi(view.billing_provider, "NM109")
    for provider in view.providers:
        yield from _npi(provider, "NM109")
    for line in view.lines:
        yield from _future(line.dates, view.set, "DTP03")


def _npi(party: Party, element: str) -> Iterator[Told]:
    if party.npi and not is_npi(party.npi):
        yield (
            Problem(
                "B-NPI",
                Verdict.WARN,
                element,
                f"The NPI in {element} fails its check digit.",
                "Check the number with the provider.",
            ),
            party,
        )


@lru_cache(maxsize=64)
def _latest(interchange: str, group: date | None) -> date:
    """The last day that a service can claim to have been given."""
    # Re-sent and de-identified files keep an old ISA09 over a newer GS04.
    days = [day for day in (short_day(interchange), group) if day]
    room = timedelta(days=FUTURE_DAYS_MAX)
    return max(days) + room if days and max(days) <= date.max - room else date.max


def _future(dates: tuple[DateReference, ...], start: SetStart, element: str) -> Iterator[Told]:
    latest = _latest(start.interchange.date, start.group.date)
    for each in dates:
        if each.start and each.start > latest and each.qualifier in _DAYS_OF_SERVICE:
            yield (
                Problem(
                    "B-DATE-FUTURE",
                    Verdict.QUARANTINE_CLAIM,
                    element,
                    f"The date in {element} lies ten years after the interchange.",
                    "Give the day of service.",
                ),
                each,
            )
