"""From an order to bytes: conditions, derivation, balances, edits; or the first reason why not."""

import hashlib
from dataclasses import dataclass, field

from claim_builder.domain.balancing import imbalances
from claim_builder.domain.bodies import read_body
from claim_builder.domain.edits import Finished, rejections
from claim_builder.domain.preconditions import first_unmet
from claim_builder.domain.professional import NEW_CLAIM
from claim_builder.domain.reasons import Hold
from claim_builder.domain.secondary_claim import Draft, Order, SourcedNumber, draft
from claim_builder.domain.sent_bytes import read_sent
from cobrelay import x12
from cobrelay.money import Cents
from cobrelay.x12.findings import ALL_LEVELS

IMPLEMENTATION = "005010X222A1"


@dataclass(frozen=True, slots=True)
class Built:
    """A claim that balances and passes every edit, as it is going to be sent."""

    body: bytes = field(repr=False)
    segment_count: int
    charge: Cents
    control_number: str = field(repr=False)
    line_numbers: tuple[str, ...]
    numbers: tuple[SourcedNumber, ...]
    frequency: str = NEW_CLAIM
    implementation: str = IMPLEMENTATION

    @property
    def body_hash(self) -> str:
        """SHA-256 hex of the body."""
        return hashlib.sha256(self.body).hexdigest()


def build(order: Order, *, waived: frozenset[str] = frozenset()) -> Built | Hold:
    """The next payer's claim, or the one reason that a person should see first."""
    if hold := first_unmet(order, waived=waived):
        return hold
    derived = draft(order)
    if isinstance(derived, Hold):
        return derived
    try:
        body = x12.write_claim_body(derived.tree)
    except x12.Unwritable as failure:
        return Hold("CLB-331", failure.element or failure.segment_id)
    return faults(body, order) or _built(body, derived, order)


def faults(body: bytes, order: Order) -> Hold | None:
    """What is wrong with the bytes: sums first, then what a payer would reject."""
    amounts = read_sent(body)
    if wrong := imbalances(amounts):
        return wrong[0]
    claim = read_body(body, ALL_LEVELS)
    if claim is None:
        return Hold("CLB-330", "claim")
    return next(iter(rejections(Finished(amounts, claim, order))), None)


def _built(body: bytes, derived: Draft, order: Order) -> Built:
    return Built(
        body=body,
        segment_count=body.count(b"~"),
        charge=order.original.charge,
        control_number=order.control_number,
        line_numbers=derived.line_numbers,
        numbers=derived.numbers,
    )
