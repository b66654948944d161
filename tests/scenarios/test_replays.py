"""Everything is read again from its beginning, long after the inboxes forgot it."""

from __future__ import annotations

import pytest

from replaying import Changes, changed_by_replay
from stories import SERVICES, Storyteller, ToldStory


@pytest.fixture(scope="session")
async def changes(storyteller: Storyteller, stories: dict[str, ToldStory]) -> Changes:
    """What a replay of all stories changes, two months after they began."""
    del stories  # told before
    return await changed_by_replay(storyteller.relay, storyteller.rest)


async def test_a_replay_after_pruning_says_nothing_again(changes: Changes) -> None:
    assert changes.get("log", []) == []


@pytest.mark.parametrize("schema", [service.schema for service in SERVICES])
async def test_a_replay_after_pruning_has_no_new_effect(changes: Changes, schema: str) -> None:
    assert {table: rows for table, rows in changes.items() if table.startswith(schema)} == {}
