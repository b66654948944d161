"""Every file that was written while something ran, held against our own check and pyx12's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from cobrelay import x12
from second_opinion import opinion

ANSWERS = ("999", "277CA")
UNBALANCED = frozenset({"B-BAL-LINE", "B-BAL-CLAIM"})  # told so on purpose by some stories
HEAD_BYTES = 4096


def refused(home: Path) -> list[str]:
    """What either check says against the claims, answers and remittances under `home`."""
    return sorted(f"{path.name}: {word}" for path in _written(home) if (word := _complaint(path)))


def _written(home: Path) -> Iterator[Path]:
    """Claims that the clearinghouse received, its answers as they were kept, and what the world
    fed, but for the files that it broke on purpose."""
    yield from home.rglob("received/*.837")
    for feed in home.rglob("feed.jsonl"):
        rows = (json.loads(line) for line in feed.read_text().splitlines())
        yield from (
            feed.parent / row["file"]
            for row in rows
            if row["expect"] != "refused" and row["kind"] != "coverages"
        )
    for path in home.rglob("*"):
        if "store" in path.parts and path.is_file() and _kind(path) in ANSWERS:
            yield path


def _kind(path: Path) -> str:
    with path.open("rb") as stream:
        return x12.sniff(stream.read(HEAD_BYTES))


def _complaint(path: Path) -> str:
    codes = {each.code for each in x12.check(path).findings if each.verdict > x12.Verdict.WARN}
    if codes - UNBALANCED:
        return f"our own check finds {', '.join(sorted(codes))}"
    other = opinion(path.read_bytes())
    return "" if other.is_accepted else f"pyx12 says {other.word} {sorted(other.codes)}"
