"""Each level of checking can be had alone and tells its own findings; together they tell all."""

from __future__ import annotations

from contextlib import suppress

import pytest

from cobrelay import x12
from cobrelay.x12.checking.catalogue import RULES
from x12_files import MadeRemittance, corpus, data, data_files

LEVEL_OF = {rule.code: rule.level for rule in RULES}
# What keeps the rest of a file from being read is told at every level.
ALWAYS = frozenset({"B-TRAIL", "B-SEGSIZE", "TA1:004", "TA1:006", "TA1:008"}) | {
    f"TA1:{note:03d}" for note in range(22, 28)
}
# Not told where another level says that an amount can't be read.
SUMS = frozenset(code for code in LEVEL_OF if code.startswith(("B-BAL-", "B-COB-")))

REMITTANCE = (
    MadeRemittance()
    .to_bytes()
    .replace(b"GE*1*", b"GE*2*")  # envelope
    .replace(b"LX*1~", b"LX*1~~")  # structure: an empty segment
    .replace(b"**12*ICN", b"**QQ*ICN")  # elements: a code that the guide has not here
    .replace(b"CLP*HC-1*1*", b"CLP*HC-1*1*1")  # balances
    .replace(b"CAS*CO*45*", b"CAS*CO*42*")  # identifiers: a code that has ended
)
CLAIMS = (
    data("837/secondary_line_level.837")
    .read_bytes()
    .replace(b"SE*", b"SE*9")  # envelope
    .replace(b"HL*2*1*22*0", b"HL*5*1*22*0")  # structure
    .replace(b"*1500000017", b"*1500000018")  # identifiers
)
ANSWER = data("999/rejected_set.999").read_bytes().replace(b"AK9*P*", b"AK9*A*")  # structure
UNREAD = data("837/original_self_and_child.837").read_bytes().replace(b"X222A1", b"X223A2")
TA1 = (
    data("ta1/duplicate_control_number.ta1").read_bytes().replace(b"*R*025", b"*Z*025")
)  # elements


def damaged() -> list[bytes]:
    files = [REMITTANCE, CLAIMS, ANSWER, UNREAD, TA1, *(path.read_bytes() for path in data_files())]
    with suppress(pytest.skip.Exception):
        files += [path.read_bytes() for path in corpus("malformed").glob("[EST]*.x12")]
    return files


def test_every_level_is_damaged_here() -> None:
    codes = {f.code for raw in (REMITTANCE, CLAIMS, ANSWER) for f in x12.check(raw).findings}

    assert {LEVEL_OF[code] for code in codes} == set(x12.Level)
    assert {"B-HLSEQ", "IK3:1", "B-ACK-CONTRA"} <= codes


@pytest.mark.parametrize("raw", damaged())
def test_a_level_tells_its_own_findings(raw: bytes) -> None:
    together: set[x12.Finding] = set()
    for level in x12.Level:
        found = x12.check(raw, levels=frozenset({level})).findings
        together.update(found)

        assert {LEVEL_OF[f.code] for f in found if f.code not in ALWAYS} <= {level}

    everything = set(x12.check(raw).findings)
    assert everything <= together
    assert {finding.code for finding in together - everything} <= SUMS
