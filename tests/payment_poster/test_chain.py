"""A chain of entries tells where it was altered, also by somebody who can compute hashes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bookkeeping import play
from payment_poster.domain.chain import START, Link, Stored, first_broken, sealed
from payment_poster.domain.journal import Entry

AT = datetime(2026, 3, 2, tzinfo=UTC)


def chained(entries: list[Entry]) -> list[Stored]:
    stored, link = [], START
    for entry in entries:
        link = sealed(link, entry, AT)
        stored.append(Stored(entry.entry_id, entry, AT, link))
    return stored


@pytest.fixture
def chain() -> list[Stored]:
    return chained(play("charge 100\nA1 pays 60\nD1 of A1 next-payer nobody 20").entries)


def test_a_chain_as_it_was_booked_holds(chain: list[Stored]) -> None:
    assert first_broken(chain, chain[-1].link) is None
    assert first_broken([], None) is None


def test_an_altered_entry_with_a_hash_of_its_own_breaks_the_next_one(chain: list[Stored]) -> None:
    entry = chain[0].entry
    assert entry is not None
    altered = replace(entry, memo="Another charge")
    forged = replace(chain[0], entry=altered, link=sealed(START, altered, AT))

    assert first_broken([forged, *chain[1:]], chain[-1].link) == chain[1].entry_id


def test_what_is_no_entry_any_more_is_named(chain: list[Stored]) -> None:
    assert first_broken([replace(chain[0], entry=None)], None) == chain[0].entry_id


@pytest.mark.parametrize("kept", [slice(0, 2), slice(1, 3), slice(0, 3, 2)])
def test_a_missing_entry_is_missed(chain: list[Stored], kept: slice) -> None:
    assert first_broken(chain[kept], chain[-1].link) is not None


def test_a_chain_of_which_everything_is_gone_is_broken() -> None:
    assert first_broken([], Link(1, "x")) is not None
