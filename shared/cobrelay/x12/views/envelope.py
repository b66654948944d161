"""The envelope as facts: interchanges, groups, sets, where each begins and how each ended."""

from dataclasses import dataclass
from datetime import date

from cobrelay.x12.delimiters import Delimiters
from cobrelay.x12.findings import Finding, Verdict, most_severe
from cobrelay.x12.views.facts import Located


@dataclass(frozen=True, slots=True)
class InterchangeStart(Located):
    """ISA: who sends to whom, under which control number."""

    ordinal: int  # 1, 2, … in the file
    delimiters: Delimiters
    sender_qualifier: str  # ISA05
    sender_id: str  # ISA06, trimmed
    receiver_qualifier: str  # ISA07
    receiver_id: str  # ISA08, trimmed
    date: str  # ISA09, YYMMDD as sent (a TA1 repeats it)
    time: str  # ISA10
    control_number: str  # ISA13
    acknowledgment_requested: str  # ISA14
    usage: str  # ISA15: T test, P production


@dataclass(frozen=True, slots=True)
class GroupStart(Located):
    """GS: one functional group."""

    ordinal: int  # in the interchange
    interchange: InterchangeStart
    functional_code: str  # GS01: HP 835, HC 837, FA 999, HN 277
    sender_code: str  # GS02
    receiver_code: str  # GS03
    date: date | None  # GS04
    control_number: str  # GS06
    version: str  # GS08


@dataclass(frozen=True, slots=True)
class SetStart(Located):
    """ST: one transaction set, known or not."""

    ordinal: int  # in the file: the n-th ST
    interchange: InterchangeStart
    group: GroupStart
    kind: str  # ST01: "835", "837", "999", "277"
    control_number: str  # ST02
    version: str  # ST03, else GS08


@dataclass(frozen=True, slots=True)
class SetEnd(Located):
    """SE: the set is over; its findings (all but the claims' own) and, of an 835, its totals."""

    set: SetStart
    complete: bool  # False: the file ended or another envelope segment came before SE
    claim_count: int = 0
    total_charge: int = 0  # cents: Σ CLP03 or Σ CLM02
    total_paid: int = 0  # cents: Σ CLP04
    total_provider_adjustments: int = 0  # cents: Σ PLB amounts (positive reduces the payment)
    findings: tuple[Finding, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The most severe of the set's own findings."""
        return most_severe(self.findings)


@dataclass(frozen=True, slots=True)
class GroupEnd(Located):
    """GE, with the findings about the group itself."""

    group: GroupStart
    findings: tuple[Finding, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The most severe of the group's own findings; its sets have their own."""
        return most_severe(self.findings)


@dataclass(frozen=True, slots=True)
class InterchangeEnd(Located):
    """IEA, with the findings about the interchange itself."""

    interchange: InterchangeStart
    findings: tuple[Finding, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The most severe of the interchange's own findings; its groups have their own."""
        return most_severe(self.findings)


@dataclass(frozen=True, slots=True)
class FileEnd(Located):
    """Always the last item: findings about the file as a whole (no X12 at all, cut short, …)."""

    segment_count: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The most severe of what is said of the file as a whole."""
        return most_severe(self.findings)


@dataclass(frozen=True, slots=True)
class InterchangeAcknowledgment(Located):
    """TA1: what the far side says of one of our interchanges."""

    interchange: InterchangeStart  # the one that this TA1 came in
    control_number: str  # TA101: our ISA13
    date: str  # TA102: our ISA09
    time: str  # TA103: our ISA10
    status: str  # TA104: A accepted, E accepted with errors, R rejected
    note: str  # TA105: 000 … 031
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class UnreadSet(Located):
    """A set that has no grammar here: its envelope is checked, its content kept as it is."""

    set: SetStart
