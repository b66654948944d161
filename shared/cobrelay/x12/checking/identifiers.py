"""Identifiers, dates and codes of their day, judged from the file alone; values worth a note."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from cobrelay.x12.checking import chronology, claim_codes, in_force
from cobrelay.x12.checking.in_force import InForce
from cobrelay.x12.checking.rules import Problem, Told
from cobrelay.x12.findings import Verdict
from cobrelay.x12.passage import Passage
from cobrelay.x12.stretch import Stretch
from cobrelay.x12.values import is_npi, short_day
from cobrelay.x12.views.claim import Claim837
from cobrelay.x12.views.envelope import SetStart
from cobrelay.x12.views.facts import DateReference, Located, Party
from cobrelay.x12.views.remittance import ClaimPayment, RemittanceHeader

FUTURE_DAYS_MAX = 10 * 366  # a service so far after the interchange is no mistake of a year
FORWARDED = frozenset({"19", "20", "21", "23"})  # CLP02
REVERSAL = "22"  # CLP02: repeats an earlier decision, with the codes of its day
FORMULA_STARTS = frozenset("=+@")
_DAYS_OF_SERVICE = frozenset({"150", "151", "232", "233", "472"})


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


def claim_payment(view: ClaimPayment, usable: InForce) -> Iterator[Told]:
    """A claim payment's rendering NPI, dates and codes, and what is worth a note."""
    if view.status in FORWARDED:
        yield _FORWARDED, view
    if _surroundings_are_quiet(view, usable):
        return
    yield from _formula(view)
    yield from chronology.claim_payment(view)
    if view.status != REVERSAL and in_force.has_other(view, usable):
        yield from in_force.problems(view, usable)
    if view.rendering is not None:
        yield from _npi(view.rendering, "NM109")
    latest = _latest(view.set.interchange.date, view.set.group.date)
    if _has_later(view.dates, latest):
        yield from _future(view.dates, view.set, "DTM02")
    for line in view.lines:
        if _has_later(line.dates, latest):
            yield from _future(line.dates, view.set, "DTM02")


def is_quiet(view: ClaimPayment, usable: InForce) -> bool:
    """Whether `claim_payment` has surely nothing to say; does not read the claim's details."""
    return view.status not in FORWARDED and _surroundings_are_quiet(view, usable)


def _surroundings_are_quiet(view: ClaimPayment, usable: InForce) -> bool:
    """Looks at a text whose names and dates are known to be fit: at NPI, codes, order of dates."""
    source = view.source
    if not isinstance(source, Passage) or source.caught is None:
        return False
    rendering, *remarked = source.caught
    if rendering and not has_good_npi(rendering.split(source.cuts.element)):
        return False
    if not chronology.is_in_order(source.text, source.cuts):
        return False
    if view.status == REVERSAL:
        return True
    return not in_force.has_other_in_text(view, source, remarked, usable)


def has_good_npi(row: Sequence[str]) -> bool:
    """Whether an NM1 has no NPI, or one with its check digit."""
    return len(row) < 10 or row[8] != "XX" or is_npi(row[9])


def last_day(start: SetStart) -> str:
    """The last day, CCYYMMDD, that a service of this set can claim to have been given."""
    return _latest(start.interchange.date, start.group.date).isoformat().replace("-", "")


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
    yield from chronology.claim_837(view)
    yield from claim_codes.problems(view)
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
                    f"The date in {element} lies more than ten years after the interchange.",
                    "Give the day of service.",
                ),
                each,
            )
