"""Any bytes at any edge: what failed once does not again, and some thousand new ones each time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import cob_verification.settings
from fuzzing.by_chance import by_chance
from fuzzing.feeding import Feeder
from fuzzing.judging import failure_of, without_needless
from fuzzing.targets import BY_NAME, TARGETS

CRASHERS = Path(__file__).parent / "crashers"
INPUTS = 4_000
SEED = 20260302


@pytest.fixture(autouse=True)
def _configured(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("COBRELAY_CLAIM_KEY_SECRET", "fuzzing")
    cob_verification.settings.configuration.cache_clear()
    yield
    cob_verification.settings.configuration.cache_clear()


def test_damaged_inputs_give_a_result_or_a_typed_answer(tmp_path: Path) -> None:
    feeder = Feeder(tmp_path)

    by_chance(feeder, INPUTS, SEED)

    assert feeder.tally.failures == {}
    assert feeder.tally.count == INPUTS


@pytest.mark.parametrize("name", BY_NAME)
def test_every_seed_is_taken_as_it_is(name: str) -> None:
    failures = {failure_of(name, raw) for raw in BY_NAME[name].seeds()}

    assert failures == {""}


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(CRASHERS.iterdir()) if path.suffix != ".md"],
    ids=lambda p: p.name,
)
def test_what_failed_once_does_not_again(path: Path) -> None:
    assert failure_of(path.name.split("-")[0], path.read_bytes()) == ""


def test_every_target_has_seeds() -> None:
    assert [target.name for target in TARGETS if not any(True for _ in target.seeds())] == []


def test_a_failure_is_noted_once_with_its_smallest_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(raw: bytes) -> None:
        assert b"\x00" not in raw

    monkeypatch.setitem(
        BY_NAME, "money", type(BY_NAME["money"])("money", broken, lambda: iter(()), 1)
    )
    feeder = Feeder(tmp_path)

    for raw in (b"12\x0034", b"1\x002", b"12"):
        feeder.feed("money", raw)

    (kept,) = feeder.tally.failures.values()
    assert Path(kept).read_bytes() == b"1\x002"
    assert without_needless(b"1\x002", lambda less: bool(failure_of("money", less))) == b"\x00"
