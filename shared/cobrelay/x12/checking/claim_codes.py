"""Codes of an 837 claim that stand in lists: where the service was given, which bill it is."""

from collections.abc import Iterator

from cobrelay.x12.checking.coordination import REPLACING
from cobrelay.x12.checking.in_force import unknown
from cobrelay.x12.checking.rules import Problem, Told
from cobrelay.x12.codes import knows
from cobrelay.x12.views.claim import Claim837


def problems(claim: Claim837) -> Iterator[Told]:
    """Places of service and a frequency that no list has."""
    if not is_place(claim.place_of_service):
        yield _unknown("place_of_service", "CLM05-1"), claim
    if claim.frequency and not knows("frequency", claim.frequency):
        yield _unknown("frequency", "CLM05-3"), claim
    for line in claim.lines:
        if not is_place(line.place_of_service):
            yield _unknown("place_of_service", "SV105"), line


def is_place(code: str) -> bool:
    """Whether it is a place of service, or nothing."""
    return not code or knows("place_of_service", code)


def is_plain(text: str, component: str) -> bool:
    """Whether a CLM05 has codes that are known, and tells of no other claim."""
    place, _, rest = text.partition(component)
    frequency = rest.partition(component)[2]
    return frequency not in REPLACING and knows("frequency", frequency) and is_place(place)


def _unknown(name: str, element: str) -> Problem:
    return unknown(name, element, f"Use a code of `cobrelay codes list {name}`.")
