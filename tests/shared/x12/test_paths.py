"""What is found of a whole claim tells the loop of its segment as the outline of the file does."""

from __future__ import annotations

import pytest

from cobrelay import x12
from x12_files import MadeClaim, MadeLine, MadeRemittance, data

LINES = (MadeLine(), MadeLine(paid=7777), MadeLine(paid=7777))
REMITTANCE = MadeRemittance((MadeClaim(), MadeClaim("HC-2", lines=LINES), MadeClaim("HC-3")))
SECONDARY = data("837/secondary_line_level.837").read_bytes()
ORIGINALS = data("837/original_self_and_child.837").read_bytes()


def paths(raw: bytes) -> dict[int, str]:
    """The loop path of each segment, by its index in the file."""
    return {line.segment.place.segment_index: line.path for line in x12.outline(raw)}


def told(raw: bytes, code: str) -> list[str]:
    """The paths of the findings of one code, held against the outline."""
    found = [finding for finding in x12.check(raw).findings if finding.code == code]
    known = paths(raw)
    for finding in found:
        assert finding.loop == known[finding.place.segment_index]
    return [finding.loop for finding in found]


def test_a_line_out_of_balance_is_named_with_its_ordinals() -> None:
    raw = REMITTANCE.to_bytes().replace(b"*77.77", b"*77.78", 1)

    assert told(raw, "B-BAL-LINE") == ["2000/2100[2]/2110[2]"]


def test_the_ordinals_are_the_same_where_every_segment_is_read_by_itself() -> None:
    raw = REMITTANCE.to_bytes().replace(b"*77.77", b"*77.78", 1)
    raw = raw.replace(b"LX*1~", b"LX*1~CLP**1~LX*2~")

    assert told(raw, "B-BAL-LINE") == ["2000[2]/2100[2]/2110[2]"]


def test_a_provider_is_named_by_the_loop_of_its_kind() -> None:
    raw = ORIGINALS.replace(b"1500000017", b"1500000018").replace(b"1500000025", b"1500000026")

    assert set(told(raw, "B-NPI")) >= {"2000A/2010AA", "2000A/2000B/2300/2310B"}


@pytest.mark.parametrize(
    ("code", "before", "after", "path"),
    [
        ("B-COB-LINE", b"SVD*LAKE1*60*", b"SVD*LAKE1*61*", "2300/2400[2]"),
        ("B-COB-CHARGE", b"HC-1001*250*", b"HC-1001*251*", "2300"),
        ("B-COB-PAID", b"AMT*D*140.25", b"AMT*D*140.24", "2300/2320"),
        ("B-COB-PAYER", b"SVD*LAKE1*60*", b"SVD*LAKE2*60*", "2300/2400[2]/2430"),
        ("B-DXPTR", b"UN*1***1~", b"UN*1***9~", "2300/2400[2]"),
        ("B-PAYERORDER", b"SBR*P*18", b"SBR*S*18", ""),
    ],
)
def test_a_disagreement_is_named_where_it_stands(
    code: str, before: bytes, after: bytes, path: str
) -> None:
    assert before in SECONDARY

    found = told(SECONDARY.replace(before, after), code)

    assert found == ["/".join(filter(None, ("2000A/2000B", path)))]
