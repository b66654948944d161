"""What a 999 answers: interchanges, groups and sets as they came, with the findings about each."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cobrelay.x12.acknowledging.wording import INTERCHANGE_NOTES
from cobrelay.x12.findings import Finding, Verdict
from cobrelay.x12.views.claim import Claim837, ClaimBatch
from cobrelay.x12.views.envelope import (
    FileEnd,
    GroupEnd,
    GroupStart,
    InterchangeEnd,
    InterchangeStart,
    SetEnd,
    SetStart,
)
from cobrelay.x12.views.items import Item
from cobrelay.x12.views.remittance import ClaimPayment, RemittanceHeader

ERRORS_PER_SET_MAX = 1000  # findings told of; the verdict counts all


@dataclass(slots=True)
class AnsweredSet:
    """A set and what was found in it."""

    start: SetStart
    noted: dict[Finding, str] = field(default_factory=dict)
    worst: Verdict = Verdict.ACCEPT

    def note(self, findings: Iterable[Finding], claim: str = "") -> None:
        """Keep what a person should know; of very many the first, and each that is worse."""
        for finding in findings:
            if finding.verdict is Verdict.ACCEPT:
                continue
            worse = finding.verdict > self.worst
            self.worst = max(self.worst, finding.verdict)
            if worse or len(self.noted) < ERRORS_PER_SET_MAX:
                self.noted.setdefault(finding, claim)

    @property
    def status(self) -> str:
        """IK501."""
        if self.worst >= Verdict.REJECT_SET:
            return "R"
        return "E" if self.noted else "A"


@dataclass(slots=True)
class AnsweredGroup:
    """A group, its sets, and what was found about the group itself."""

    start: GroupStart
    sets: list[AnsweredSet] = field(default_factory=list)
    codes: dict[str, Verdict] = field(default_factory=dict)  # AK905
    included: int = -1  # as GE01 says

    @property
    def is_refused(self) -> bool:
        """Whether nothing in it is taken."""
        return any(verdict >= Verdict.REJECT_SET for verdict in self.codes.values())

    @property
    def accepted(self) -> int:
        """AK904."""
        if self.is_refused:
            return 0
        return sum(each.status != "R" for each in self.sets)

    @property
    def status(self) -> str:
        """AK901."""
        if self.is_refused or (self.sets and not self.accepted):
            return "R"
        if self.accepted < len(self.sets):
            return "P"
        noted = self.codes or any(each.status == "E" for each in self.sets)
        return "E" if noted else "A"


@dataclass(slots=True)
class AnsweredInterchange:
    """An interchange, its groups, and what was found about its envelope."""

    start: InterchangeStart
    groups: list[AnsweredGroup] = field(default_factory=list)
    notes: dict[str, Verdict] = field(default_factory=dict)  # TA105

    @property
    def is_refused(self) -> bool:
        """Whether nothing in it is taken."""
        return any(verdict >= Verdict.REJECT_FILE for verdict in self.notes.values())


def answered(items: Iterable[Item]) -> list[AnsweredInterchange]:
    """What is said of each interchange of a file, from its items; no item is kept."""
    found: list[AnsweredInterchange] = []
    for item in items:
        if isinstance(item, InterchangeStart):
            found.append(AnsweredInterchange(item))
        elif found:
            _take(item, found)
    return found


def _take(item: Item, found: list[AnsweredInterchange]) -> None:
    now = found[-1]
    match item:
        case GroupStart():
            now.groups.append(AnsweredGroup(item))
        case SetStart():
            if not now.groups:  # it came without a GS, which is said of the interchange
                now.groups.append(AnsweredGroup(item.group))
            now.groups[-1].sets.append(AnsweredSet(item))
        case Claim837() | ClaimPayment():
            _note(now, item.findings, item.patient_control_number)
        case ClaimBatch() | RemittanceHeader() | SetEnd() | InterchangeEnd() | FileEnd():
            _note(now, item.findings)
        case GroupEnd():
            _note(now, item.findings)
            now.groups[-1].included = _included(item)
        case _:
            pass


def _included(end: GroupEnd) -> int:
    """GE01; -1 where it can't be read."""
    rows: list[list[str]] = getattr(end.source, "rows", [])
    row = rows[0] if rows else []
    is_count = len(row) > 1 and row[0] == "GE" and row[1].isascii() and row[1].isdecimal()
    return int(row[1]) if is_count and len(row[1]) <= len("999999") else -1


def _note(now: AnsweredInterchange, findings: Iterable[Finding], claim: str = "") -> None:
    """Put findings where they are told: by their code, not by the item that they ride on."""
    for finding in findings:
        kind, _, code = finding.code.partition(":")
        if kind == "TA1" or finding.code in INTERCHANGE_NOTES:
            code = code or INTERCHANGE_NOTES[finding.code]
            now.notes[code] = max(now.notes.get(code, Verdict.ACCEPT), finding.verdict)
        elif kind == "AK9" and now.groups:
            codes = now.groups[-1].codes
            codes[code] = max(codes.get(code, Verdict.ACCEPT), finding.verdict)
        elif now.groups and now.groups[-1].sets:
            now.groups[-1].sets[-1].note((finding,), claim)
