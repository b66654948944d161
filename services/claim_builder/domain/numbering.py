"""The numbers by which a payer's answer finds its claim and line again: CLM01 and REF*6R."""

from collections.abc import Collection, Sequence

CONTROL_NUMBER_MAX = 20  # what every payer has to echo of CLM01 (domain 0)
LINE_PREFIX = "L"


def control_number_for(original: str, seen: Collection[str]) -> str:
    """The original's CLM01; with a suffix where this payer has seen it and all earlier ones."""
    candidate, attempt = original, 1
    while candidate in seen:
        attempt += 1
        suffix = f"-{attempt}"
        candidate = original[: CONTROL_NUMBER_MAX - len(suffix)] + suffix
    return candidate


def line_control_numbers(given: Sequence[str]) -> tuple[str, ...]:
    """REF*6R of every line: the sender's own where it is unique in the claim, else one of ours.

    The same claim gets the same numbers each time, so that every payer's answer finds them.
    """
    taken = {number.strip().upper() for number in given if number}
    numbers: list[str] = []
    for position, number in enumerate(given, start=1):
        if number and number not in numbers:
            numbers.append(number)
            continue
        own = f"{LINE_PREFIX}{position}"
        while own in taken:
            own += "X"
        taken.add(own)
        numbers.append(own)
    return tuple(numbers)
