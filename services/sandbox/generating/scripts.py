"""A claim, its first payer's answer, how both arrive and what must come of it: as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sandbox.claims import Answer, Claim
from sandbox.generating.expectations import Expected
from sandbox.payers.remittances import ProviderAdjustment


class Step(StrEnum):
    """When a file is dropped; files of a step follow all files of the steps before it."""

    FIRST = "1-first"  # coverages, and remittances that are too early
    ORIGINALS = "2-originals"
    REMITTANCES = "3-remittances"
    LAST = "4-last"  # late originals, repeated and second remittances
    NEVER = "never"


class Treatment(StrEnum):
    """What is done to a remittance file beside dropping it."""

    AS_IS = "as-is"
    AGAIN_SAME_BYTES = "again-same-bytes"
    AGAIN_SAME_CONTENT = "again-same-content"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Lot:
    """Claims of one lot share a payment of their own; the unnamed lot is the ordinary payment."""

    name: str = ""
    step: Step = Step.REMITTANCES
    treatment: Treatment = Treatment.AS_IS


@dataclass(frozen=True, slots=True)
class Scripted:
    """A claim with its primary payer's answer, how both arrive, and what must come of it."""

    claim: Claim
    answer: Answer
    expected: Expected
    lot: Lot = Lot()
    original: Step = Step.ORIGINALS
    adjustments: tuple[ProviderAdjustment, ...] = ()
    forwarded: tuple[Answer, ...] = ()  # answers of payers that get the claim from the primary
