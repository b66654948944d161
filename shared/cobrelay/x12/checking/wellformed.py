"""What is wrong with one value: its characters, code, type and length."""

from collections.abc import Iterator
from functools import lru_cache

from cobrelay.x12.checking.rules import Problem
from cobrelay.x12.findings import Verdict
from cobrelay.x12.schema import ElementType, ElementUse
from cobrelay.x12.values import INTEGER, NUMBER, cents, day, is_time

MONEY_DIGITS_MAX = 18  # the length of element 782; other decimals are quantities and rates


def is_money(kind: ElementType) -> bool:
    """Whether an element of this type is an amount of dollars (element 782)."""
    return kind.kind == "R" and kind.longest == MONEY_DIGITS_MAX


def not_used(label: str) -> Problem:
    """The guide has no use for the element."""
    return Problem(
        "IK4:I10",
        Verdict.WARN,
        label,
        f"{label} is given although the guide does not use it.",
        f"Leave {label} empty.",
    )


def separator_inside(label: str, *, in_claim: bool) -> Problem:
    """A simple element has components."""
    return Problem(
        "IK4:6",
        Verdict.QUARANTINE_CLAIM if in_claim else Verdict.WARN,
        label,
        f"{label} is one value, yet it contains the component separator.",
        "Choose a component separator that occurs in no value.",
    )


def too_many_components(label: str, most: int, got: int) -> Problem:
    """A composite has more components than it can have."""
    return Problem(
        "IK4:13",
        Verdict.REJECT_SET,
        label,
        f"{label} has {got} components; it can have {most}.",
        "Leave out what follows.",
    )


def value_problems(
    value: str,
    label: str,
    use: ElementUse,
    unknown_code: Verdict,
    held: Verdict,
) -> Iterator[Problem]:
    """What is wrong with a simple value; `held` is the verdict on what harms its claim."""
    kind = use.type
    if kind is None:
        return
    if not (value.isascii() and value.isprintable()):
        yield from _characters(value, label)
    if use.codes and value not in use.codes:
        yield Problem(
            "IK4:7",
            unknown_code,
            label,
            f"{label} ({kind.name}) is no code that the guide has here.",
            f"Use one of {_listed(use.codes)}.",
        )
    yield from _typed(value, label, kind, held)
    yield from _length(value, label, kind)


@lru_cache(maxsize=256)
def _listed(codes: frozenset[str]) -> str:
    """All of them, numbers first and by their size."""
    return ", ".join(sorted(codes, key=lambda code: (not code.isdecimal(), len(code), code)))


def _typed(value: str, label: str, kind: ElementType, held: Verdict) -> Iterator[Problem]:
    match kind.kind:
        case "R":
            yield from _decimal(value, label, kind, held)
        case "N0" | "N2":
            if not INTEGER.fullmatch(value):
                yield _malformed(label, "a whole number", Verdict.REJECT_SET)
        case "DT":
            if day(value) is None and not (len(value) == 6 and day("20" + value)):
                yield Problem(
                    "IK4:8",
                    held if held is Verdict.QUARANTINE_CLAIM else Verdict.WARN,
                    label,
                    f"{label} is no date that exists.",
                    "Give a date as CCYYMMDD.",
                )
        case "TM":
            if not is_time(value):
                yield Problem("IK4:9", Verdict.WARN, label, f"{label} is no time.", "Give HHMM.")


def _length(value: str, label: str, kind: ElementType) -> Iterator[Problem]:
    size = len(value)
    if kind.kind in ("R", "N0", "N2"):
        size -= value.count("-") + value.count(".")
    if size > kind.longest:
        yield Problem(
            "IK4:5",
            Verdict.WARN,
            label,
            f"{label} is {size} long; {kind.longest} are allowed.",
            f"Shorten it to {kind.longest}.",
        )
    elif size < kind.shortest and kind.kind in ("AN", "ID"):
        yield Problem(
            "IK4:4",
            Verdict.WARN,
            label,
            f"{label} is {size} long; it takes {kind.shortest} at least.",
            f"Give at least {kind.shortest} characters.",
        )


def _decimal(value: str, label: str, kind: ElementType, held: Verdict) -> Iterator[Problem]:
    if not is_money(kind):
        if not NUMBER.fullmatch(value):
            yield _malformed(label, "a number", Verdict.REJECT_SET)
        return
    if cents(value) is not None:
        return
    if NUMBER.fullmatch(value) and len(value) <= 20:
        yield Problem(
            "B-SCALE",
            held,
            label,
            f"{label} has more than two decimals.",
            "Give dollars with at most two decimals.",
        )
    else:
        yield _malformed(label, "an amount", Verdict.REJECT_SET)


def _malformed(label: str, what: str, verdict: Verdict) -> Problem:
    return Problem(
        "IK4:6",
        verdict,
        label,
        f"{label} is not {what}.",
        "Write digits with an optional minus and point, such as 1200.00.",
    )


def _characters(value: str, label: str) -> Iterator[Problem]:
    if any(character < " " or character == "\x7f" for character in value):
        yield Problem(
            "IK4:6",
            Verdict.REJECT_SET,
            label,
            f"{label} contains a control character.",
            "Send text without control characters and line breaks.",
        )
    elif not value.isascii():
        yield Problem(
            "B-CHARSET",
            Verdict.ACCEPT,
            label,
            f"{label} contains characters outside the X12 character set.",
            "Nothing need be done; they are kept byte for byte.",
        )
