"""Identifiers and dates that can be judged from the file alone, and values worth a note."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from cobrelay.x12.findings import Place, Verdict
from cobrelay.x12.rules import Problem
from cobrelay.x12.stretch import Stretch
from cobrelay.x12.values import is_npi, short_day
from cobrelay.x12.views.claim import Claim837
from cobrelay.x12.views.envelope import SetStart
from cobrelay.x12.views.facts import DateReference, Party
from cobrelay.x12.views.remittance import ClaimPayment, RemittanceHeader

Located = tuple[Problem, Place, str]

FUTURE_DAYS_MAX = (
    10 * 366
)  # a date of service this far after the interchange is no mistake of a year
FORWARDED = frozenset({"19", "20", "21", "23"})  # CLP02
FORMULA_STARTS = frozenset("=+@")
_DAYS_OF_SERVICE = frozenset({"150", "151", "232", "233", "472"})


def header(view: RemittanceHeader) -> Iterator[Located]:
    """The payee's NPI, and a trace number that must not be used as a file name."""
    yield from _npi(view.payee, "N104", "1000B")
    if any(separator in view.trace_number for separator in ("/", "\\", "..")):
        rows = view.source.rows if isinstance(view.source, Stretch) else []
        at = next((at for at, row in enumerate(rows) if row[0] == "TRN"), 0)
        yield (
            _note("B-PATH", "TRN02", "TRN02 looks like a path.", "Never use it as a file name."),
            view.source.place(at),
            "",
        )


def claim_payment(view: ClaimPayment) -> Iterator[Located]:
    """The rendering provider's NPI and the dates of a claim payment, and what is worth a note."""
    yield from _notes(view)
    if view.rendering is not None:
        yield from _npi(view.rendering, "NM109", "2000/2100")
    yield from _future(view.dates, view.set, "DTM02", "2000/2100")
    for line in view.lines:
        yield from _future(line.dates, view.set, "DTM02", "2000/2100/2110")


def _notes(view: ClaimPayment) -> Iterator[Located]:
    if view.status in FORWARDED:
        problem = _note(
            "B-CROSSOVER",
            "CLP02",
            "The payer has forwarded the claim to a further payer.",
            "Wait for that payer's answer; do not bill it.",
        )
        yield problem, view.place, "2000/2100"
    patient = view.patient
    if patient is not None and patient.last_name[:1] in FORMULA_STARTS:
        problem = _note(
            "B-CSV",
            "NM103",
            "A name begins as a spreadsheet formula does.",
            "Quote it wherever it is exported.",
        )
        yield problem, patient.place, "2000/2100"


def _note(code: str, element: str, message: str, fix: str) -> Problem:
    return Problem(code, Verdict.ACCEPT, element, message, fix)


def claim_837(view: Claim837) -> Iterator[Located]:
    """The providers' NPIs and the dates of an 837 claim."""
    yield from _npi(view.billing_provider, "NM109", "2000A/2010AA")
    for provider in view.providers:
        yield from _npi(provider, "NM109", "2300/2310")
    for line in view.lines:
        yield from _future(line.dates, view.set, "DTP03", "2300/2400")


def _npi(party: Party, element: str, loop: str) -> Iterator[Located]:
    if party.npi and not is_npi(party.npi):
        yield (
            Problem(
                "B-NPI",
                Verdict.WARN,
                element,
                f"The NPI in {element} fails its check digit.",
                "Check the number with the provider.",
            ),
            party.place,
            loop,
        )


@lru_cache(maxsize=64)
def _latest(interchange: str, group: date | None) -> date:
    """The last day that a service can claim to have been given."""
    # Re-sent and de-identified files keep an old ISA09 over a newer GS04.
    days = [day for day in (short_day(interchange), group) if day]
    return max(days) + timedelta(days=FUTURE_DAYS_MAX) if days else date.max


def _future(
    dates: tuple[DateReference, ...], start: SetStart, element: str, loop: str
) -> Iterator[Located]:
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
                each.place,
                loop,
            )
