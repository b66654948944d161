"""Dates in their order: nothing ends before it begins."""

from collections.abc import Iterable, Iterator

from cobrelay.x12.checking.rules import Problem, Told
from cobrelay.x12.findings import Verdict
from cobrelay.x12.passage import Cuts
from cobrelay.x12.views.claim import Claim837
from cobrelay.x12.views.facts import DateReference
from cobrelay.x12.views.remittance import ClaimPayment

STATEMENT = ("232", "233")  # first and last day, in loop 2100
SERVICE = ("150", "151")  # in loop 2110
STAY = ("435", "096")  # admission and discharge, in loop 2300
_DAY_LENGTH = len("CCYYMMDD")


def claim_payment(view: ClaimPayment) -> Iterator[Told]:
    """Statement and services of a claim payment that end before they begin."""
    yield from _reversed(view.dates, STATEMENT, "DTM02")
    for line in view.lines:
        yield from _reversed(line.dates, SERVICE, "DTM02")


def claim_837(view: Claim837) -> Iterator[Told]:
    """A stay, and periods (RD8) of a claim and its lines, that end before they begin."""
    yield from _reversed(view.dates, STAY, "DTP03")
    for dates in (view.dates, *(line.dates for line in view.lines)):
        for each in dates:
            if each.start and each.end and each.end < each.start:
                yield _out_of_order("DTP03"), each


def is_in_order(text: str, cuts: Cuts) -> bool:
    """Whether `claim_payment` has nothing to say of a text whose dates are known to exist."""
    if cuts.service[1] in text and any(
        _is_reversed(line, cuts.service) for line in text.split(cuts.line)
    ):
        return False
    return not _is_reversed(text, cuts.statement)


def _is_reversed(text: str, cuts: tuple[str, str]) -> bool:
    first, last = text.find(cuts[0]), text.find(cuts[1])
    if first < 0 or last < 0:
        return False
    first, last = first + len(cuts[0]), last + len(cuts[1])
    return text[last : last + _DAY_LENGTH] < text[first : first + _DAY_LENGTH]


def _reversed(
    dates: Iterable[DateReference], qualifiers: tuple[str, str], element: str
) -> Iterator[Told]:
    first, last = (
        next((each for each in dates if each.qualifier == qualifier and each.start), None)
        for qualifier in qualifiers
    )
    if first and last and first.start and last.start and last.start < first.start:
        yield _out_of_order(element, f" (qualifier {qualifiers[0]})"), last


def _out_of_order(element: str, which: str = "") -> Problem:
    return Problem(
        "B-DATE-ORDER",
        Verdict.WARN,
        element,
        f"The last day, in {element}, lies before the first{which}.",
        "Give the first day and the last in their order.",
    )
