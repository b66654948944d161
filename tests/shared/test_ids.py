"""The same facts give the same id, and nothing of a patient shows in it."""

from __future__ import annotations

import pytest

from cobrelay.ids import claim_key, event_id, minted


@pytest.mark.parametrize("number", ["ABC123", "abc123", "000ABC123", " abc123 "])
def test_every_spelling_of_a_control_number_gives_one_key(number: str) -> None:
    assert claim_key("secret", number) == claim_key("secret", "ABC123")


def test_only_the_first_seventeen_characters_count() -> None:
    assert claim_key("s", "A" * 17 + "XYZ") == claim_key("s", "A" * 17)
    assert claim_key("s", "A" * 16 + "X") != claim_key("s", "A" * 17)


def test_a_key_tells_nothing_without_the_secret() -> None:
    assert claim_key("one", "ABC123") != claim_key("other", "ABC123")
    assert "ABC123" not in claim_key("one", "ABC123")


def test_a_replay_makes_the_same_ids_and_no_others() -> None:
    made = {event_id("s", "cause", n) for n in range(3)}

    assert made == {event_id("s", "cause", n) for n in range(3)}
    assert len(made) == 3
    assert event_id("s", "cause", 1) != event_id("t", "cause", 1)


def test_parts_of_a_natural_key_do_not_run_together() -> None:
    assert minted("claim", "ab", "c") != minted("claim", "a", "bc")
