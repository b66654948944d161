"""Opens a coverage file, and refuses the rows that cannot be used, each alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from cob_verification.causes import CoverageRowUnusable
from cob_verification.storage import coverages
from cob_verification.storage.coverages import FeedRow
from cobrelay.contracts.cob import v1 as cob
from cobrelay.files.kinds import FileRefused, FileVerified
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect, Publish
from cobrelay.messaging.service import Decided

log = structlog.get_logger(__name__)


async def load_nothing(causes: Sequence[Cause[object]], tx: AsyncConnection) -> None:
    """Nothing has to be known for this."""


def refuse(cause: Cause[CoverageRowUnusable], facts: None) -> cob.CoverageRowRefused:  # noqa: ARG001
    row = cause.body.row
    return cob.CoverageRowRefused(
        file_hash=cause.body.file_hash,
        line_number=row.line,
        column=row.column,
        reason_code=row.code,
        detail=row.detail,
    )


async def save_refused(
    decided: Sequence[Decided[CoverageRowUnusable, cob.CoverageRowRefused]],
    tx: AsyncConnection,  # noqa: ARG001
) -> list[Effect]:
    return [Publish(cause, event) for cause, event in decided]


@dataclass(frozen=True, slots=True)
class FeedOpened:
    """The first pass is over: are the rows to be read?"""

    feed: FeedRow | None
    reason: str = ""

    @property
    def proceed(self) -> bool:
        return self.feed is not None


def open_feed(cause: Cause[FileVerified[tuple[int, tuple[str, ...]]]], facts: None) -> FeedOpened:  # noqa: ARG001
    verified = cause.body
    if isinstance(verified.result, FileRefused):
        return FeedOpened(None, verified.result.reason)
    row_count, unknown = verified.result
    return FeedOpened(
        FeedRow(verified.arrival, verified.hash, verified.name, row_count, list(unknown))
    )


async def save_feed(
    decided: Sequence[Decided[FileVerified[tuple[int, tuple[str, ...]]], FeedOpened]],
    tx: AsyncConnection,
) -> list[Effect]:
    """A file that can't be read is refused at its header: line 1."""
    effects: list[Effect] = []
    for cause, opened in decided:
        if opened.feed is not None:
            await coverages.keep_feed(tx, opened.feed, cause.at)
            _report(opened.feed)
        else:
            effects.append(Publish(cause, _file_refused(cause.body.hash, opened.reason)))
    return effects


def _report(feed: FeedRow) -> None:
    """Columns that nobody reads are kept with their rows, and named."""
    if feed.unknown_columns:
        log.warning(
            "coverage feed has columns that nobody reads",
            file_hash=feed.file_hash,
            columns=feed.unknown_columns,
        )


def _file_refused(file_hash: str, reason: str) -> cob.CoverageRowRefused:
    return cob.CoverageRowRefused(
        file_hash=file_hash,
        line_number=1,
        reason_code=reason,
        detail="nothing of the file is used: it has no header that rows could be read by",
    )
