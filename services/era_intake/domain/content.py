"""What a claim says, reduced to a digest: alike however a clearinghouse wraps or splits it.

Places, ordinals and control numbers of the envelope say nothing about a claim and are left out, so
that the same claim in another file, set or loop 2000 has the same digest. The digest is taken of
what was read, not of bytes: delimiters and line ends don't matter, `43` and `43.00` are one amount.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass
from typing import Any

from cobrelay import x12
from cobrelay.ids import normalised_control_number
from era_intake.domain.remittance import Item

_ELSEWHERE = frozenset({"source", "at", "set", "findings", "group_number"})
_OF_THE_SET = frozenset({"ordinal"})
_NAMES: dict[type[Any], tuple[str, ...]] = {}  # as many as there are views
CONTENT_BYTES = 16
LIKENESS_BYTES = 8


def claim_item(claim: x12.ClaimPayment) -> Item:
    """A claim payment: its content, and CLP01, CLP07 and CLP04, which a correction of it keeps."""
    number = normalised_control_number(claim.patient_control_number)
    likeness = (number, claim.payer_control_number, claim.paid)
    return Item(_digest(_said(claim)), _digest(likeness, LIKENESS_BYTES), claim.paid)


def adjustment_item(adjustment: x12.ProviderAdjustment) -> Item:
    """One amount of a PLB."""
    content = _digest(_said(adjustment))
    return Item(content, content[:LIKENESS_BYTES], adjustment.amount)


def header_digest(header: x12.RemittanceHeader) -> bytes:
    """Everything before the first claim."""
    return _digest(_said(header))


def _digest(value: object, size: int = CONTENT_BYTES) -> bytes:
    return hashlib.blake2b(repr(value).encode(), digest_size=size).digest()


def _said(view: object) -> tuple[Any, ...]:
    """The view's own ordinal is where it stood; those of its lines are part of what it says."""
    return tuple(
        _plain(getattr(view, name)) for name in _names(type(view)) if name not in _OF_THE_SET
    )


def _plain(value: object) -> object:
    if isinstance(value, str | int | None):
        return value
    if isinstance(value, tuple):
        return tuple(_plain(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return tuple(_plain(getattr(value, name)) for name in _names(type(value)))
    return str(value)


def _names(view: type[Any]) -> tuple[str, ...]:
    names = _NAMES.get(view)
    if names is None:
        names = tuple(each.name for each in fields(view) if each.name not in _ELSEWHERE)
        _NAMES[view] = names
    return names
