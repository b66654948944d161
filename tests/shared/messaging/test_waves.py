"""Nothing in a wave depends on another part of the same wave."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from cobrelay.ids import event_id
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.locks import SLOTS, hash_of, slots_of
from cobrelay.messaging.waves import Entry, waves_of
from counting.handlers import Line

NOW = datetime(2026, 1, 5, tzinfo=UTC)
KEYS = st.frozensets(st.sampled_from("abcdef"), min_size=1, max_size=3)


def entries_of(locks: list[frozenset[str]]) -> list[Entry]:
    return [
        Entry(Cause(event_id("test", "entry", n), min(keys), Line(n), NOW), None, keys)
        for n, keys in enumerate(locks)
    ]


@given(st.lists(KEYS, max_size=40))
def test_each_lock_key_occurs_once_in_a_wave_and_keeps_its_order(
    locks: list[frozenset[str]],
) -> None:
    waves = list(waves_of(entries_of(locks)))

    for wave in waves:
        taken = [key for entry in wave for key in entry.locks]
        assert len(taken) == len(set(taken))
    played = [entry for wave in waves for entry in wave]
    for key in "abcdef":
        numbers = [entry.cause.body.number for entry in played if key in entry.locks]
        assert numbers == sorted(numbers)


@given(st.lists(KEYS, max_size=40))
def test_nothing_is_lost(locks: list[frozenset[str]]) -> None:
    played = [entry for wave in waves_of(entries_of(locks)) for entry in wave]

    assert sorted(entry.cause.body.number for entry in played) == list(range(len(locks)))


@given(st.lists(st.text(), max_size=500))
def test_locks_are_taken_in_one_order_and_their_number_is_bounded(keys: list[str]) -> None:
    slots = slots_of(keys)

    assert slots == sorted(set(slots))
    assert all(0 <= slot < SLOTS for slot in slots)


@given(st.text(), st.text(), st.sampled_from([1, 2, 3, 4, 6, 8, 12, 24]))
def test_keys_of_different_partitions_never_share_a_slot(
    one: str, other: str, partitions: int
) -> None:
    if hash_of(one) % partitions != hash_of(other) % partitions:
        assert slots_of([one]) != slots_of([other])
