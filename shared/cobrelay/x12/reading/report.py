"""Checking a file: every finding about it, and the verdict that they amount to."""

from dataclasses import dataclass

from cobrelay.x12.checking.telling import FINDINGS_PER_FILE_MAX, MORE, Telling, more
from cobrelay.x12.findings import ALL_LEVELS, Finding, Level, Verdict, most_severe
from cobrelay.x12.reading.reader import Readable, read
from cobrelay.x12.views.acknowledgment import GroupAcknowledgment
from cobrelay.x12.views.claim import Claim837, ClaimBatch
from cobrelay.x12.views.envelope import (
    FileEnd,
    GroupEnd,
    InterchangeAcknowledgment,
    InterchangeEnd,
    SetEnd,
)
from cobrelay.x12.views.remittance import ClaimPayment, RemittanceHeader
from cobrelay.x12.views.status import StatusReport

_WITH_FINDINGS = (
    RemittanceHeader,
    ClaimPayment,
    ClaimBatch,
    Claim837,
    GroupAcknowledgment,
    InterchangeAcknowledgment,
    StatusReport,
    SetEnd,
    GroupEnd,
    InterchangeEnd,
    FileEnd,
)


@dataclass(frozen=True, slots=True)
class Report:
    """What was found about a file, in the order in which it was found."""

    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """The most severe verdict in the file."""
        return most_severe(self.findings)


def check(
    source: Readable,
    *,
    levels: frozenset[Level] = ALL_LEVELS,
    receivers: frozenset[str] = frozenset(),
) -> Report:
    """Read a file to its end and gather what is wrong with it.

    Of very many findings the first `FINDINGS_PER_FILE_MAX` are kept, and each that is worse.
    """
    found: dict[Finding, None] = {}
    worst = Verdict.ACCEPT
    telling = Telling()
    for item in read(source, levels=levels, receivers=receivers):
        if not isinstance(item, _WITH_FINDINGS):
            continue
        is_end = isinstance(item, FileEnd)  # what is said of the file is few, and always told
        for finding in item.findings:
            if is_end or len(found) < FINDINGS_PER_FILE_MAX or finding.verdict > worst:
                found[finding] = None
                worst = max(worst, finding.verdict)
            else:
                telling.stop(finding.place)
    is_said = any(finding.code == MORE for finding in found)
    if telling.stopped_at is not None and not is_said:
        found[more(telling.stopped_at)] = None
    return Report(tuple(sorted(found, key=lambda finding: finding.place.byte_offset)))
