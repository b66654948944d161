"""Acknowledgment files: TA1, 999 and 277CA, read in two passes like every file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cobrelay import x12
from cobrelay.files.kinds import Chunk, FileContext, FileKind
from cobrelay.ids import claim_key
from submission_gateway.domain import reasons
from submission_gateway.domain.acknowledgments import About, Acknowledgment, statements
from submission_gateway.domain.causes import AcknowledgmentRead
from submission_gateway.settings import Settings, configuration

KIND = "acknowledgment"
FINDINGS_MAX = 20  # a person reads the first few; the file itself is kept


@dataclass(frozen=True, slots=True)
class Looked:
    """What the first pass saw: how many statements, and what is wrong with the file."""

    statement_count: int
    reason: str
    findings: tuple[x12.Finding, ...]


def look(path: Path, context: FileContext) -> Looked:  # noqa: ARG001
    """The first pass. A file is refused whole: half an acknowledgment is none."""
    count = 0
    severe: list[x12.Finding] = []
    for item in x12.read(path):
        severe += [
            each
            for each in getattr(item, "findings", ())
            if each.verdict >= x12.Verdict.REJECT_SET and len(severe) < FINDINGS_MAX
        ]
        match item:
            case x12.InterchangeAcknowledgment() | x12.GroupAcknowledgment() | x12.StatusReport():
                count += sum(1 for _ in statements(item, frozenset()))
    reason = reasons.UNREADABLE if severe else "" if count else reasons.NO_ACKNOWLEDGMENT
    return Looked(count, reason, tuple(severe))


def read(path: Path, from_ordinal: int, context: FileContext) -> Iterator[Chunk]:
    """The second pass: one chunk per statement."""
    every = (each for item in x12.read(path) for each in _said(item))
    for ordinal, said in enumerate(every):
        if ordinal >= from_ordinal:
            yield Chunk(ordinal, lock_key(said.about), AcknowledgmentRead(context.hash, said))


def _said(item: object) -> Iterator[Acknowledgment]:
    match item:
        case x12.InterchangeAcknowledgment() | x12.GroupAcknowledgment() | x12.StatusReport():
            yield from statements(item, configuration().clearinghouse_ids)


def lock_key(about: About) -> str:
    """A statement about one claim shares the lock of that claim's events."""
    if about.claim:
        return claim_key(configuration().claim_key_secret, about.claim)
    return about.reference or KIND


def inboxes(settings: Settings) -> Sequence[Path]:
    return [settings.inbox_path]


acknowledgment_files = FileKind(name=KIND, inboxes=inboxes, verify=look, chunks=read)
