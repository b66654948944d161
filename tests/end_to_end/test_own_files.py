"""`make demo FILES=…`: the official examples come out segment for segment."""

import asyncio
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from demo_runs import Ended, relay_files
from sandbox.generating import reconstruct

pytestmark = pytest.mark.broker
FAST = 20_000  # business time: the wait for a crossover outlasts three demos side by side
CROSSED_OVER = "medicare_partB_835_crossover_sequestration.edi"
AMOUNTS = {"CAS": (3, 6, 9, 12, 15, 18), "AMT": (2,), "SVD": (2, 5)}


@pytest.fixture(scope="module")
async def relayed(golden: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ended]:
    """Three demos side by side, as three people would run them on one machine."""
    homes = {name: tmp_path_factory.mktemp(name) / "demo" for name in ("two", "three", "forwarded")}
    original = golden / "x12_ex3A_837P_primary_to_payerA.837"
    first, second = (
        golden / f"derived_x12_ex3_835_{name}.835" for name in ("payerA", "payerB_secondary")
    )
    two, three = (golden / f"x12_ex3_coverages_{name}_payers.csv" for name in ("two", "three"))
    made_up, paid_on = _made_up(golden, homes["forwarded"].parent)
    runs = (
        relay_files(homes["two"], original, two, first, as_of="2005-10-20", scale=FAST),
        relay_files(homes["three"], original, three, first, second, as_of="2005-11-20", scale=FAST),
        relay_files(homes["forwarded"], *made_up, golden / CROSSED_OVER, as_of=paid_on, scale=FAST),
    )
    return dict(zip(homes, await asyncio.gather(*runs), strict=True))


def _made_up(golden: Path, folder: Path) -> tuple[list[Path], str]:
    """Originals and coverages for the claims of a real remittance, and the day after its BPR16."""
    made = reconstruct((golden / CROSSED_OVER).read_bytes())
    originals, coverages = folder / "originals.837", folder / "coverages.csv"
    originals.write_bytes(made.originals)
    coverages.write_bytes(made.coverages)
    day_after = made.paid_on.toordinal() + 1
    return [originals, coverages], type(made.paid_on).fromordinal(day_after).isoformat()


def test_example_3_gives_the_official_secondary_claim(
    relayed: dict[str, Ended], golden: Path
) -> None:
    done = relayed["two"]
    assert done.exit_code == 0, done.output
    (sent,) = done.received
    expected = golden / "x12_ex3B_837P_secondary_provider_to_payerB.837"
    assert compared(sent) == compared(expected)


def test_example_3_with_three_payers_gives_the_tertiary_claim(
    relayed: dict[str, Ended], golden: Path
) -> None:
    done = relayed["three"]
    assert done.exit_code == 0, done.output
    assert len(done.received) == 2
    (tertiary,) = (path for path in done.received if destination(path) == "777777")
    assert compared(tertiary) == compared(golden / "derived_x12_ex3_837P_tertiary_payerC.837")


def test_forwarded_claims_are_awaited_and_the_denied_are_worked(relayed: dict[str, Ended]) -> None:
    done = relayed["forwarded"]
    assert done.exit_code == 0, done.output
    assert done.received == []
    assert done.output.count("awaiting crossover") == 6, done.output
    assert done.output.count("denied") >= 4, done.output


def test_nothing_keeps_running_after_the_files_are_relayed(relayed: dict[str, Ended]) -> None:
    assert [done.left_running for done in relayed.values()] == [[], [], []]


def segments(path: Path) -> list[list[str]]:
    text = path.read_text(encoding="latin-1")
    return [each.strip().split(text[3]) for each in text.split(text[105]) if each.strip()]


def destination(path: Path) -> str:
    """NM109 of 2010BB, the first NM1*PR of a claim."""
    return next(each[9] for each in segments(path) if each[:2] == ["NM1", "PR"])


def compared(path: Path) -> list[tuple[object, ...]]:
    """What data/README.md says is to be equal in Example 3, in order, amounts by value."""
    return [_by_value(each) for each in segments(path) if _counts(each)]


def _counts(segment: list[str]) -> bool:
    match segment[:2]:
        case ["CAS" | "SVD" | "SBR", _]:
            return True
        case ["AMT", kind]:
            return kind in ("D", "EAF")
        case ["DTP", kind]:
            return kind == "573"
        case ["NM1", kind]:
            return kind in ("IL", "PR")
    return False


def _by_value(segment: list[str]) -> tuple[object, ...]:
    if segment[0] == "SBR":
        return "SBR", segment[1], segment[9]
    return tuple(_elements(segment))


def _elements(segment: list[str]) -> Iterator[object]:
    places = AMOUNTS.get(segment[0], ())
    for place, element in enumerate(segment):
        yield Decimal(element) if place in places and element else element
