"""The hash chain over a claim's entries: whoever alters one breaks every later hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from payment_poster.domain.journal import Entry

BEGINNING = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """An entry's place in its chain; `digest` (SHA-256 hex) covers it and all before it."""

    position: int
    digest: str


START = Link(0, BEGINNING)


def sealed(previous: Link, entry: Entry, posted_at: datetime) -> Link:
    """The link of `entry` after `previous`; the same content always gives the same digest."""
    position = previous.position + 1
    content = (
        previous.digest,
        position,
        entry.entry_id,
        entry.cause,
        entry.memo,
        entry.reason_code,
        entry.claim_id,
        entry.payment_id,
        entry.reverses_entry_id,
        posted_at.astimezone(UTC).isoformat(),
        [(posting.account.path, posting.amount) for posting in entry.postings],
    )
    text = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    return Link(position, hashlib.sha256(text.encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry as it is found in the ledger, with the link that was stored with it."""

    entry_id: str
    entry: Entry | None
    """None when what is stored is no entry at all: it does not balance, or leaves the chart."""
    posted_at: datetime
    link: Link


def first_broken(stored: Iterable[Stored], head: Link | None) -> str | None:
    """The id of the first entry of a chain that is not as it was booked, or None.

    `head` is the link that the chain is known to end with: entries cut off its end show there.
    """
    last, last_id = START, ""
    for each in stored:
        if each.entry is None or each.entry.entry_id != each.entry_id:
            return each.entry_id
        last, last_id = sealed(last, each.entry, each.posted_at), each.entry_id
        if each.link != last:
            return each.entry_id
    return (last_id or "?") if head is not None and head != last else None
