"""pyx12, a validator that isn't ours, and we agree on every file, or it is written down why not."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cobrelay import x12
from generated_x12.chance import Seeded
from generated_x12.claim import claim_file
from generated_x12.envelope import to_bytes
from generated_x12.strategies import MAKERS
from second_opinion import opinion, sets_accepted
from x12_files import corpus, data_files

WRITTEN_DOWN = Path(__file__).with_name("pyx12_differences.toml")
KINDS = ("835", "837", "999", "277CA")
BYTES_MAX = 200_000  # pyx12 reads some 12,000 segments a second
SEEDS = range(40)
CLAIM_FILES = 150
VALUES = x12.InterchangeValues(
    "ZZ", "HARBOR", "ZZ", "CLEAR1", "HARBOR", "CLEAR1", datetime(2026, 3, 3, tzinfo=UTC), 42, 7
)
SUBMITTER = x12.Submitter("HARBOR CLINIC", "HARBOR", "BILLING", "2185550150")
RECEIVER = x12.Receiver("CLEARWATER", "CLEAR1")


@cache
def explained() -> dict[str, str]:
    """The kind of each difference that is written down, by file."""
    causes: list[dict[str, Any]] = tomllib.loads(WRITTEN_DOWN.read_text())["cause"]
    return {file: cause["kind"] for cause in causes for file in cause["files"]}


def files() -> list[str]:
    """The files of the corpus that hold one of our sets, or are malformed in any way."""
    try:
        root = corpus("malformed").parent
    except pytest.skip.Exception:
        return []
    found = []
    for path in sorted(each for each in root.rglob("*") if each.is_file()):
        if path.stat().st_size <= BYTES_MAX and path.suffix not in (".json", ".csv", ".md"):
            name = str(path.relative_to(root))
            if name.startswith("malformed") or x12.sniff(path.read_bytes()[:4096]) in KINDS:
                found.append(name)
    return found


def difference(raw: bytes) -> str:
    """How what we say of a file differs from what pyx12 says; empty where it does not."""
    report, other = x12.check(raw), opinion(raw)
    is_accepted = report.verdict <= x12.Verdict.WARN
    if is_accepted and not other.is_accepted:
        return "pyx12 refuses"
    if other.is_accepted and not is_accepted:
        return "ours refuses"
    if other.word == "R" and not other.codes & {finding.code for finding in report.findings}:
        return "other codes"
    return ""


@pytest.mark.parametrize("name", files())
def test_a_difference_to_pyx12_is_written_down(name: str) -> None:
    raw = (corpus("malformed").parent / name).read_bytes()

    assert difference(raw) == explained().get(name, "")


def test_what_is_written_down_is_of_files_that_are_there() -> None:
    root = corpus("malformed").parent

    assert [name for name in explained() if not (root / name).exists()] == []


@pytest.mark.parametrize("kind", MAKERS)
def test_what_is_generated_is_accepted_by_both(kind: str) -> None:
    for seed in SEEDS:
        assert difference(to_bytes(MAKERS[kind](Seeded(seed)))) == "", seed


def demand_written_well(seeds: range) -> None:
    """Claims that are read and written again pass our own check and pyx12's (`IK5*A`)."""
    for seed in seeds:
        read = x12.read(to_bytes(claim_file(Seeded(seed))))
        bodies = [x12.write_claim_body(c.tree) for c in read if isinstance(c, x12.Claim837)]
        raw = x12.write_interchange(VALUES, [x12.ClaimSet(1, "B1", SUBMITTER, RECEIVER, bodies)])
        assert x12.check(raw).verdict is x12.Verdict.ACCEPT, seed
        assert sets_accepted(raw) == [True], seed


def test_claims_with_up_to_three_other_payers_are_written_well() -> None:
    demand_written_well(range(CLAIM_FILES))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(20))
def test_ten_thousand_claims_are_written_well(part: int) -> None:
    demand_written_well(range(part * 500, (part + 1) * 500))


# An upload that was cut off; two PLB without any claim, which pyx12 counts as one too many.
NOT_ACCEPTED = {"era_cut_off.835", "era_provider_adjustments_only.835"}


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in data_files()
        if not path.name.startswith("builder_") and path.suffix != ".ta1"
    ],
    ids=lambda path: path.name,
)
def test_our_own_files_are_accepted_by_pyx12(path: Path) -> None:
    assert opinion(path.read_bytes()).is_accepted == (path.name not in NOT_ACCEPTED)
