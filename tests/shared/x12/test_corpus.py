"""Files of the world: no exception on any of them, and what balances is accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from cobrelay import x12
from x12_files import corpus

SUMS = {"B-BAL-LINE", "B-BAL-CLAIM", "B-BAL-FILE"}

# Remittances that balance, or of which no sum can be told, and that are refused: with the reason.
REFUSED_THOUGH_BALANCED = {
    "profee-multiple.edi": {"TA1:025"},  # the same interchange 156 times
    "shared__tests__unit__transactions__test_t835__test_edge_cases.py__4.edi": {"IK5:4"},
    "shared__tests__unit__transactions__test_t835__test_edge_cases.py__5.edi": {"IK4:2", "IK5:4"},
    "pyx12__test__x12testdata.py__9.edi": {"IK3:4", "IK3:7", "IK5:4"},  # bad on purpose
}


def files() -> list[Path]:
    found = []
    for folder in ("golden", "public"):
        try:
            found += [path for path in sorted(corpus(folder).rglob("*")) if path.is_file()]
        except pytest.skip.Exception:
            return []
    return found


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_a_file_of_the_world_gives_a_verdict_and_comes_back_if_accepted(path: Path) -> None:
    raw = path.read_bytes()
    report = x12.check(raw)
    codes = {finding.code for finding in report.findings}

    if x12.sniff(raw[:4096]) == "835" and not codes & SUMS and _has_claims(raw):
        worst = {f.code for f in report.findings if f.verdict > x12.Verdict.WARN}
        assert worst == REFUSED_THOUGH_BALANCED.get(path.name, set())
    if report.verdict <= x12.Verdict.WARN and "B-TRAIL" not in codes:
        assert x12.rewrite(raw) == raw.removeprefix(b"\xef\xbb\xbf")


def _has_claims(raw: bytes) -> bool:
    return any(isinstance(item, x12.ClaimPayment) for item in x12.read(raw))


def test_the_corpus_is_there() -> None:
    assert corpus("golden").is_dir()
    assert corpus("public").is_dir()
