"""Original claims out of 837 files: what is unusable in the first pass, one chunk a claim after."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claim_builder import translation
from claim_builder.domain import originals
from claim_builder.settings import Settings, configuration
from cobrelay import x12
from cobrelay.contracts.claims import v1 as claims
from cobrelay.files.kinds import Chunk, FileContext, FileKind
from cobrelay.ids import claim_key

KIND = "837"
FINDINGS_MAX = 20


@dataclass(frozen=True, slots=True)
class RefusedPart:
    """A set, or (ordinal 0) the whole file, of which nothing is used."""

    set_ordinal: int
    reason_code: str
    findings: tuple[x12.Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """What the first pass saw."""

    claim_count: int
    refused: tuple[RefusedPart, ...] = ()

    @property
    def is_whole_file_refused(self) -> bool:
        return any(part.set_ordinal == 0 for part in self.refused)


@dataclass(frozen=True, slots=True)
class OriginalRead:
    """One original claim of a file, read and judged."""

    file_hash: str
    ordinal: int  # of the claim in the file, from 0
    registration: claims.OriginalClaimRegistered
    body: bytes  # loop 2000A to the claim's end, in our delimiters
    refusal: str = ""
    missing: str = ""  # what the refusal means exactly

    @property
    def content_hash(self) -> str:
        return hashlib.sha256(self.body).hexdigest()

    @property
    def provider(self) -> str:
        said = self.registration
        return said.billing_provider_npi or said.billing_provider_tax_id


def look(path: Path, context: FileContext) -> Looked:  # noqa: ARG001
    """The first pass: envelope, counts and kind of each set."""
    refused: list[RefusedPart] = []
    claims_seen = 0
    for item in x12.read(path):
        match item:
            case x12.Claim837():
                claims_seen += 1
            case x12.SetEnd():
                refused += _refused_set(item)
            case x12.GroupEnd() | x12.InterchangeEnd() | x12.FileEnd():
                refused += _refused_file(item.findings, is_end=isinstance(item, x12.FileEnd))
    if not claims_seen and not refused:
        refused.append(RefusedPart(0, "CLB-003"))
    return Looked(claims_seen, tuple(refused))


def _refused_set(end: x12.SetEnd) -> Iterator[RefusedPart]:
    is_professional = end.set.version.startswith(originals.ACCEPTED_GUIDE)
    if end.set.kind != KIND or not is_professional:
        yield RefusedPart(end.set.ordinal, "CLB-003")
    elif wrong := originals.unusable(end.findings):
        yield RefusedPart(end.set.ordinal, "CLB-002", wrong[:FINDINGS_MAX])
    elif not end.complete:
        yield RefusedPart(end.set.ordinal, "CLB-002")


def _refused_file(findings: Sequence[x12.Finding], *, is_end: bool) -> Iterator[RefusedPart]:
    limit = x12.Verdict.REJECT_FILE if is_end else x12.Verdict.REJECT_SET
    wrong = tuple(each for each in findings if each.verdict >= limit)
    if wrong:
        yield RefusedPart(0, "CLB-001", wrong[:FINDINGS_MAX])


def read(path: Path, from_ordinal: int, context: FileContext) -> Iterator[Chunk]:
    """The second pass: one chunk per claim of the sets that are used."""
    skipped = {int(ordinal) for ordinal in context.memo.split()}
    found = (item for item in x12.read(path) if isinstance(item, x12.Claim837))
    for ordinal, claim in enumerate(found):
        if ordinal >= from_ordinal and claim.set.ordinal not in skipped:
            number = claim.patient_control_number
            key = claim_key(configuration().claim_key_secret, number)
            yield Chunk(ordinal, key, original_read(claim, context.hash, ordinal))


def refused_sets(looked: Looked) -> str:
    """What the second pass must know of the first."""
    return " ".join(str(part.set_ordinal) for part in looked.refused)


def original_read(claim: x12.Claim837, file_hash: str, ordinal: int) -> OriginalRead:
    """A claim as it is kept, with the reason why it can't be registered, if there is one."""
    warnings = originals.warnings(claim, configuration().known_npis)
    said = translation.registration(claim, file_hash, warnings)
    refusal = originals.refusal(claim)
    missing = originals.missing_fact(claim) if refusal == "CLB-006" else ""
    try:
        body = x12.write_claim_body(claim.tree)
    except x12.Unwritable as failure:
        body, refusal, missing = b"", refusal or "CLB-331", missing or failure.element
    return OriginalRead(file_hash, ordinal, said, body, refusal, missing)


def inboxes(settings: Settings) -> Sequence[Path]:
    return [settings.inbox_path]


original_files = FileKind(name=KIND, inboxes=inboxes, verify=look, memo=refused_sets, chunks=read)
