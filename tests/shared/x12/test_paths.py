"""What is found of a whole claim tells the loop of its segment as the outline of the file does."""

from __future__ import annotations

from collections import Counter

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


def ordinals(raw: bytes) -> dict[int, int]:
    """Of each segment which of its id it is in its loop, by its index in the file; of one set."""
    seen: Counter[tuple[str, str]] = Counter()
    found = {}
    for line in x12.outline(raw):
        seen[line.path, line.segment.id] += 1
        found[line.segment.place.segment_index] = seen[line.path, line.segment.id]
    return found


def told(raw: bytes, code: str) -> list[str]:
    """The loops of the findings of one code, held against the outline as their ordinals are."""
    found = [finding for finding in x12.check(raw).findings if finding.code == code]
    known, counted = paths(raw), ordinals(raw)
    for finding in found:
        assert finding.loop == known[finding.place.segment_index]
        assert finding.ordinal in (0, counted[finding.place.segment_index])
    return [finding.loop for finding in found]


def told_in_full(raw: bytes, code: str, resume: x12.Bookmark | None = None) -> list[str]:
    """The paths of the findings of one code, down to the segment."""
    items = x12.read(raw, resume=resume)
    found = {finding: None for item in items for finding in getattr(item, "findings", ())}
    return [finding.path for finding in found if finding.code == code]


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


@pytest.mark.parametrize(
    ("before", "after", "code", "path"),
    [
        (b"CAS*PR*2*20~", b"CAS*PR*2*abc~", "IK4:6", "2300/2400[2]/2430/CAS[2]"),
        (b"CAS*PR*2*20~", b"CAS*PR*2*2~", "B-COB-LINE", "2300/2400[2]/SV1"),
        (b"AMT*D*140.25", b"AMT*D*140.24", "B-COB-PAID", "2300/2320/AMT[1]"),
        (b"CLM*HC-1001*250", b"CLM*HC-1001*251", "B-COB-CHARGE", "2300/CLM"),
    ],
)
def test_a_segment_is_named_with_its_ordinal_where_it_can_repeat(
    before: bytes, after: bytes, code: str, path: str
) -> None:
    assert before in SECONDARY

    found = told_in_full(SECONDARY.replace(before, after), code)

    assert found == [f"2000A/2000B/{path}"]


def test_a_loop_that_is_missing_is_named_without_an_ordinal() -> None:
    raw = SECONDARY.replace(b"NM1*PR*2*LAKE HEALTH PLAN*****PI*LAKE1~\n", b"")
    raw = raw.replace(b"REF*F8*LKCN555001~\n", b"")

    (finding,) = (finding for finding in x12.check(raw).findings if finding.code == "IK3:3")
    assert finding.path == "2000A/2000B/2300/2320/2330B/NM1"
    assert finding.message == "The required loop 2330B (other payer) is missing."
    assert finding.fix == "Give 2330B, which begins with NM1, before this place."


def test_what_has_no_place_in_a_loop_is_named_by_its_segment_alone() -> None:
    raw = SECONDARY.replace(b"SE*48", b"QQQ*1~SE*49").replace(b"ST*837*0001", b"ST*837*0001*1*1*1")

    assert told_in_full(raw, "IK3:1") == ["2000A/2000B/2300/2400[2]/2430/QQQ"]
    assert told_in_full(raw, "IK4:3") == [""]


def test_a_finding_is_the_same_where_reading_was_taken_up() -> None:
    """What repeats in a claim or behind the claims is counted from there on."""
    taken_back = b"PLB*1500000017*20261231*WO:A*1~PLB*1500000017*20261231*WO:B*x~SE*"
    raw = REMITTANCE.to_bytes().replace(b"SE*", taken_back, 1)
    first, second, third = raw.split(b"CLP*", 3)[1:]
    third = third.replace(b"CAS*PR*2*", b"CAS*PR*9999*", 1)
    raw = raw[: raw.index(b"CLP*")] + b"".join(b"CLP*" + each for each in (first, second, third))
    claims = [item for item in x12.read(raw) if isinstance(item, x12.ClaimPayment)]
    mark = x12.bookmark(claims[2])

    for resume in (None, mark):
        assert told_in_full(raw, "B-CODE-UNKNOWN", resume) == ["2000/2100[3]/2110/CAS[2]"]
        assert told_in_full(raw, "IK4:6", resume) == ["PLB[2]"]
