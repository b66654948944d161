"""Rules between the elements of one segment: pairs, conditions, formats; a function each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cobrelay.x12.codes import meaning
from cobrelay.x12.findings import Verdict
from cobrelay.x12.values import at, cents, day, period
from cobrelay.x12.views.facts import Located


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding in the making: everything but its place."""

    code: str
    verdict: Verdict
    element: str
    message: str
    fix: str


# A problem of a claim as a whole, and the view whose segment is at fault.
Told = tuple[Problem, Located]

Rule = Callable[[list[str], str], Iterator[Problem]]

_ID_QUALIFIERS = frozenset({"MI", "XX", "PI", "XV", "FI", "HN", "II", "34", "24", "46", "MR", "C"})


def adjustments(row: list[str], _: str) -> Iterator[Problem]:
    """CAS: a reason needs its amount, an amount its reason (syntax notes L050607 …)."""
    for first in range(5, min(len(row), 20), 3):  # the first triplet is required as it is
        reason, amount, quantity = row[first], at(row, first + 1), at(row, first + 2)
        if bool(reason) == bool(amount) and (reason or not quantity):
            continue
        label = f"CAS{first + 1:02d}"
        if reason:
            yield Problem(
                "IK4:2",
                Verdict.QUARANTINE_CLAIM,
                label,
                f"{label} is missing although CAS{first:02d} names a reason.",
                "Give each reason its amount.",
            )
        else:
            yield Problem(
                "IK4:2",
                Verdict.QUARANTINE_CLAIM,
                f"CAS{first:02d}",
                f"{label} is given without a reason.",
                "Give each amount its reason.",
            )


def provider_adjustments(row: list[str], _: str) -> Iterator[Problem]:
    """PLB: a reason needs its amount and an amount its reason."""
    for first in range(5, min(len(row), 15), 2):  # the first pair is required as it is
        reason, amount = at(row, first), at(row, first + 1)
        if bool(reason) != bool(amount):
            label = f"PLB{first + (1 if reason else 0):02d}"
            yield Problem(
                "IK4:2",
                Verdict.REJECT_SET,
                label,
                f"{label} is missing although its pair is given.",
                "Give reason and amount together.",
            )


def formatted_date(row: list[str], _: str) -> Iterator[Problem]:
    """DTP: the date must be what its format (D8, RD8) says."""
    form, value = at(row, 2), at(row, 3)
    good = {"D8": day(value), "RD8": period(value)}.get(form, True)
    if value and not good:
        yield Problem(
            "IK4:8",
            Verdict.QUARANTINE_CLAIM,
            "DTP03",
            "DTP03 is no date that exists in the format that DTP02 names.",
            "Give CCYYMMDD for D8, CCYYMMDD-CCYYMMDD for RD8.",
        )


def birth_date(row: list[str], _: str) -> Iterator[Problem]:
    """DMG: the birth date must exist."""
    if at(row, 1) == "D8" and at(row, 2) and day(row[2]) is None:
        yield Problem(
            "IK4:8", Verdict.WARN, "DMG02", "DMG02 is no date that exists.", "Give CCYYMMDD."
        )


def shifted_name(row: list[str], _: str) -> Iterator[Problem]:
    """NM1: a separator inside a name moves everything after it by one."""
    if not at(row, 8) and at(row, 9) in _ID_QUALIFIERS and at(row, 10):
        yield Problem(
            "B-SHIFT",
            Verdict.QUARANTINE_CLAIM,
            "NM104",
            "The elements of NM1 are shifted by one: a name seems to contain the separator.",
            "Choose an element separator that occurs in no name.",
        )


# Syntax notes P0607, C0809, P1213, C1415 of BPR: bank and account name each other.
_BANK_ACCOUNTS = ((6, 7), (7, 6), (8, 9), (12, 13), (13, 12), (14, 15))


def payment(row: list[str], _: str) -> Iterator[Problem]:
    """BPR: no money moves by the method NON; the net is never negative nor a debit.

    What is missing beside a qualifier or number of a bank or account is a warning: no money hangs
    on it.
    """
    for given, wanted in _BANK_ACCOUNTS:
        if at(row, given) and not at(row, wanted):
            yield Problem(
                "IK4:2",
                Verdict.WARN,
                f"BPR{wanted:02d}",
                f"BPR{wanted:02d} is missing although BPR{given:02d} is given.",
                "Give a bank or account both its qualifier and its number.",
            )
    amount = cents(at(row, 2)) or 0
    if at(row, 4) == "NON" and amount > 0:
        yield Problem(
            "B-BPR-METHOD",
            Verdict.REVIEW,
            "BPR04",
            "BPR04 says that nothing is paid, BPR02 names a payment.",
            "Name the method of payment, or pay nothing.",
        )
    if amount < 0 or at(row, 3) == "D":
        yield Problem(
            "B-BPR-DEBIT",
            Verdict.REVIEW,
            "BPR02" if amount < 0 else "BPR03",
            "The payment is negative or a debit.",
            "Carry a negative net over to a later remittance with PLB FB.",
        )


def status(row: list[str], component: str) -> Iterator[Problem]:
    """STC: the action code and the category must not contradict each other."""
    for number in (1, 10, 11):
        code = at(row, number).split(component)[0]
        if code and not meaning("status_category", code):
            label = f"STC{number:02d}-1"
            yield Problem(
                "IK4:7",
                Verdict.REVIEW,
                label,
                f"{label} is no claim status category.",
                "Use a code of source 507, A0 to A8.",
            )
    category = at(row, 1).split(component)[0]
    action = at(row, 3)
    rejecting = category in ("A3", "A6", "A7", "A8")
    if (action == "WQ" and rejecting) or (action == "U" and category == "A2"):
        yield Problem(
            "B-STC-CONTRA",
            Verdict.REVIEW,
            "STC03",
            "STC03 and the category in STC01 contradict each other.",
            "The category decides; ask the sender to correct the action.",
        )


def group_response(row: list[str], _: str) -> Iterator[Problem]:
    """AK9: no more sets can be accepted than were received, nor received than are in the group."""
    received, accepted = cents(at(row, 3)) or 0, cents(at(row, 4)) or 0
    if accepted > received:
        yield Problem(
            "B-ACK-COUNT",
            Verdict.REVIEW,
            "AK904",
            "AK904 says that more sets were accepted than were received.",
            "Ask the sender which sets were accepted.",
        )


def diagnoses(row: list[str], component: str) -> Iterator[Problem]:
    """HI: diagnosis codes are written without their decimal point."""
    for number in range(1, len(row)):
        parts = row[number].split(component)
        if len(parts) > 1 and "." in parts[1]:
            label = f"HI{number:02d}-2"
            yield Problem(
                "IK4:7",
                Verdict.REJECT_SET,
                label,
                f"The code in {label} is written with a point.",
                "Write diagnosis codes without the decimal point.",
            )


_NAMES_STATE = frozenset({"", "US", "CA"})  # N404


def city(row: list[str], _: str) -> Iterator[Problem]:
    """N4: in the US and Canada an address has a state or province and a postal code."""
    if at(row, 4) not in _NAMES_STATE:
        return
    for number, what in ((2, "state or province"), (3, "postal code")):
        if not at(row, number):
            label = f"N4{number:02d}"
            yield Problem(
                "IK4:2",
                Verdict.WARN,
                label,
                f"{label} is missing; an address in the US or Canada has a {what}.",
                f"Give the {what}, or the country in N404.",
            )


RULES: dict[str, Rule] = {
    "CAS": adjustments,
    "PLB": provider_adjustments,
    "DTP": formatted_date,
    "DMG": birth_date,
    "N4": city,
    "NM1": shifted_name,
    "BPR": payment,
    "HI": diagnoses,
    "STC": status,
    "AK9": group_response,
}

# Of rules about later elements: the length of row, its id included, up to which they find nothing.
NOTHING_UNTIL = {"CAS": 5, "PLB": 5, "NM1": 10}
