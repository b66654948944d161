"""What a file says, without where it says it: to compare two files by their meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from cobrelay import x12

CODE = re.compile(
    r"TA1:\d{3}|AK9:\d{1,2}|IK5:(\d{1,2}|I\d)|IK3:(\d|I\d)|IK4:(\d{1,2}|I\d+)|B(-[A-Z]+)+"
)
_WHERE = frozenset({"source", "at", "delimiters", "place", "text"})

ClaimMoney = tuple[int, int, tuple[tuple[int, int], ...]]


def meaning(raw: bytes) -> list[Any]:
    """Every item that is read, as nested tuples without places and delimiters."""
    return [_plain(item) for item in x12.read(raw)]


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        meant = (field for field in fields(value) if field.compare)
        named = (field.name for field in meant if field.name not in _WHERE)
        return (type(value).__name__, *((name, _plain(getattr(value, name))) for name in named))
    if isinstance(value, tuple | list):
        return tuple(_plain(each) for each in value)
    return value


def claim_payments(raw: bytes) -> Iterator[x12.ClaimPayment]:
    return (item for item in x12.read(raw) if isinstance(item, x12.ClaimPayment))


def claims(raw: bytes) -> Iterator[x12.Claim837]:
    return (item for item in x12.read(raw) if isinstance(item, x12.Claim837))


def money(raw: bytes) -> list[ClaimMoney]:
    """Per claim of an 835: charge, payment, and both of each line (cents)."""
    return [
        (claim.charge, claim.paid, tuple((line.charge, line.paid) for line in claim.lines))
        for claim in claim_payments(raw)
    ]


def billed(raw: bytes) -> list[Any]:
    """Per claim of an 837: charge, and what each other payer paid and adjusted (cents)."""
    return [
        (
            claim.charge,
            tuple(line.charge for line in claim.lines),
            sorted(_answered(claim, other) for other in claim.other_subscribers),
        )
        for claim in claims(raw)
    ]


def _answered(claim: x12.Claim837, other: x12.OtherSubscriber) -> tuple[Any, ...]:
    of_lines = tuple(
        (answer.paid, tuple((a.group, a.reason, a.amount) for a in answer.adjustments))
        for line in claim.lines
        for answer in line.adjudications
        if answer.payer_id == other.payer_id
    )
    at_claim = tuple((a.group, a.reason, a.amount) for a in other.adjustments)
    return (other.payer_id, other.paid, at_claim, of_lines)
