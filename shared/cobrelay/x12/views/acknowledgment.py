"""The 999 as values: what the far side's translator says of a group that we sent.

Guide 005010X231A1. The codes are those of AK9, IK5, IK3 and IK4.
"""

from dataclasses import dataclass

from cobrelay.x12.findings import Finding, Verdict, most_severe
from cobrelay.x12.views.envelope import SetStart
from cobrelay.x12.views.facts import Located, phi


@dataclass(frozen=True, slots=True)
class ElementError(Located):
    """IK4: one element that is wrong."""

    element: int  # IK401-1
    component: int  # IK401-2; 0 when the whole element is meant
    repetition: int  # IK401-3; 0 when not said
    reference: str  # IK402: data element number
    code: str  # IK403
    bad_value: str = phi()  # IK404
    contexts: tuple[str, ...] = phi(())


@dataclass(frozen=True, slots=True)
class SegmentError(Located):
    """IK3 with its CTX and IK4: one segment that is wrong."""

    segment_id: str  # IK301
    position: int  # IK302; 0 when unreadable
    loop: str  # IK303
    code: str  # IK304
    claim_number: str = phi()  # CTX*CLM01:<id>, where the sender gives it
    contexts: tuple[str, ...] = phi(())
    elements: tuple[ElementError, ...] = ()


@dataclass(frozen=True, slots=True)
class SetResponse(Located):
    """AK2 … IK5: the answer to one set of ours."""

    kind: str  # AK201
    control_number: str  # AK202: our ST02
    version: str  # AK203
    status: str  # IK501: A, E, R, M, W, X; empty when IK5 is missing
    codes: tuple[str, ...] = ()  # IK502 …
    errors: tuple[SegmentError, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupAcknowledgment(Located):
    """One 999: the answer to one group of ours."""

    set: SetStart
    functional_code: str  # AK101
    control_number: str  # AK102: our GS06
    version: str  # AK103
    status: str  # AK901: A, E, P, R, M, W, X; empty when AK9 is missing
    included: int  # AK902
    received: int  # AK903
    accepted: int  # AK904
    codes: tuple[str, ...] = ()  # AK905 …
    sets: tuple[SetResponse, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The most severe finding about this 999 itself."""
        return most_severe(self.findings)
