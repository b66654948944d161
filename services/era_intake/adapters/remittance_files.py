"""An 835 file in two passes: first is it whole and sound, then claim by claim.

The first pass emits nothing and keeps a few bytes of each claim. The second reads the kept file
again and yields each claim payment, then the provider adjustments of its set; ordinals count all of
them through the file. Each chunk carries a bookmark, its ordinal and the codec's own, so that
reading resumes at the claim where it stopped and nothing before it is read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cobrelay import x12
from cobrelay.contracts.era import v1 as era
from cobrelay.files import Chunk, FileContext
from cobrelay.ids import claim_key
from cobrelay.x12 import Level
from era_intake.causes import AdjustmentsRead, ClaimRead
from era_intake.domain.reading import payment_of, problem_of, verified
from era_intake.domain.remittance import Payment, VerifiedFile
from era_intake.translation import answer_of, claim_payment_message, provider_adjusted

# Whether it adds up is for `domain/balancing.py` to say.
LEVELS = x12.ALL_LEVELS - {Level.BALANCES}
ADJUSTMENTS_MAX = 100  # in one chunk


def verify(path: Path, context: FileContext) -> VerifiedFile:
    """First pass."""
    return verified(_items(path, context))


def unusable_sets(result: VerifiedFile) -> str:
    """What the second pass must know of the first: the sets that it found fault with."""
    return " ".join(str(facts.ordinal) for facts in result.sets if facts.reason)


def chunks(path: Path, from_ordinal: int, context: FileContext) -> Iterator[Chunk]:
    """Second pass, from an ordinal on: at the context's bookmark, if it has one."""
    mark = _Mark.from_text(context.bookmark) if context.bookmark else None
    reader = _ChunkReader(context, from_ordinal, mark.ordinal if mark else 0)
    return reader.chunks(_items(path, context, mark.at if mark else None))


def _items(
    path: Path, context: FileContext, resume: x12.Bookmark | None = None
) -> Iterator[object]:
    receivers = context.settings.receiver_ids
    return x12.read(path, levels=LEVELS, receivers=receivers, resume=resume)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A set or a claim, and the ordinal of the chunk that is made of what is read there first."""

    ordinal: int
    at: x12.Bookmark

    def to_text(self) -> str:
        return f"{self.ordinal} {self.at.to_json()}"

    @classmethod
    def from_text(cls, text: str) -> _Mark:
        ordinal, _, at = text.partition(" ")
        return cls(int(ordinal), x12.Bookmark.from_json(at))


class _ChunkReader:
    """The second pass over one file."""

    def __init__(self, context: FileContext, from_ordinal: int, ordinal: int) -> None:
        self.context = context
        self.from_ordinal = from_ordinal
        self.ordinal = ordinal  # of what is read next
        self.payment: Payment | None = None
        self.adjustments: list[era.ProviderAdjusted] = []
        self.unusable = {int(ordinal) for ordinal in context.memo.split()}
        self.secret = context.settings.claim_key_secret.get_secret_value()
        self.mark: _Mark | None = None

    def chunks(self, items: Iterable[object]) -> Iterator[Chunk]:
        for item in items:
            match item:
                case x12.SetStart():
                    self.mark = _Mark(self.ordinal, x12.bookmark(item))
                case x12.RemittanceHeader():
                    usable = item.set.ordinal not in self.unusable
                    self.payment = payment_of(item) if usable else None
                case x12.ClaimPayment() if self.payment:
                    yield from self.claim(item, self.payment)
                case x12.ProviderAdjustment() if self.payment:
                    yield from self.adjustment(item, self.payment)
                case x12.SetEnd():
                    yield from self.rest(item.set.ordinal)
                    self.payment = None

    def claim(self, claim: x12.ClaimPayment, payment: Payment) -> Iterator[Chunk]:
        self.mark = _Mark(self.ordinal, x12.bookmark(claim))
        if not self.is_wanted():
            return
        body = ClaimRead(
            file_hash=self.context.hash,
            set_ordinal=claim.set.ordinal,
            payment=claim_payment_message(claim, payment, self.context.hash),
            answer=answer_of(claim, payment),
            problem=problem_of(claim),
        )
        yield self.chunk(claim_key(self.secret, claim.patient_control_number), body)

    def adjustment(self, adjustment: x12.ProviderAdjustment, payment: Payment) -> Iterator[Chunk]:
        self.adjustments.append(provider_adjusted(adjustment, payment, self.context.hash))
        if len(self.adjustments) == ADJUSTMENTS_MAX:
            yield from self.rest(adjustment.set.ordinal)

    def rest(self, set_ordinal: int) -> Iterator[Chunk]:
        """The provider adjustments that were gathered, as one chunk."""
        gathered, self.adjustments = tuple(self.adjustments), []
        if gathered and self.is_wanted():
            body = AdjustmentsRead(self.context.hash, set_ordinal, gathered)
            yield self.chunk(f"{self.context.hash}:{set_ordinal}", body)

    def is_wanted(self) -> bool:
        """Counts one more; whether reading has to go on from here, or had been here before."""
        self.ordinal += 1
        return self.ordinal > self.from_ordinal

    def chunk(self, key: str, body: ClaimRead | AdjustmentsRead) -> Chunk:
        """What was counted last. Adjustments are read again from the last claim of their set."""
        bookmark = self.mark.to_text() if self.mark else ""
        return Chunk(self.ordinal - 1, key, body, bookmark=bookmark)
