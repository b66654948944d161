"""Of very many findings the first are told, and of each claim enough for its verdict."""

from __future__ import annotations

import pytest

from cobrelay import x12
from cobrelay.x12.checking.telling import FINDINGS_PER_FILE_MAX, WRONG_MAX
from generated_x12.hostile import SHAPES

Judged = type[x12.ClaimPayment | x12.SetEnd]

KIBIBYTE = 1024
MANY: dict[str, Judged] = {
    "claims with faults": x12.ClaimPayment,
    "sets": x12.SetEnd,
}


@pytest.mark.parametrize("shape", MANY)
def test_each_claim_has_its_verdict_however_many_went_before(shape: str) -> None:
    items = x12.read(SHAPES[shape](256 * KIBIBYTE))
    judged = MANY[shape]

    verdicts = [item.verdict for item in items if isinstance(item, judged)]

    assert len(verdicts) > 1_000
    assert len(set(verdicts[1:])) == 1


def test_a_set_says_that_it_has_no_end_however_much_was_told_of_it() -> None:
    raw = SHAPES["levels within levels"](256 * KIBIBYTE).replace(b"~SE*", b"~SX*")

    ends = [item for item in x12.read(raw) if isinstance(item, x12.SetEnd)]

    assert [finding.code for finding in ends[0].findings][-1] == "IK5:2"


@pytest.mark.parametrize(
    "shape", ["claims of nothing", "claims of little", "lines of nothing", "sets of nothing"]
)
def test_a_file_that_holds_nothing_of_use_is_not_read_to_its_end(shape: str) -> None:
    raw = SHAPES[shape](256 * KIBIBYTE)

    report = x12.check(raw)

    assert report.verdict is x12.Verdict.REJECT_FILE
    (stopped,) = (each.place for each in report.findings if each.code == "B-HOPELESS")
    assert stopped.byte_offset < len(raw) - KIBIBYTE


def test_claims_of_real_length_are_read_to_the_last_however_many_are_wrong() -> None:
    raw = SHAPES["claims with faults"](800 * KIBIBYTE)

    wrong = [
        item
        for item in x12.read(raw)
        if isinstance(item, x12.ClaimPayment) and item.verdict >= x12.Verdict.REVIEW
    ]

    assert len(wrong) > WRONG_MAX
    assert wrong[-1].place.byte_offset > len(raw) - KIBIBYTE


def test_one_finding_says_where_telling_stopped() -> None:
    report = x12.check(SHAPES["claims with faults"](256 * KIBIBYTE))

    (more,) = (finding for finding in report.findings if finding.code == "B-MORE")
    before = [each for each in report.findings if each.place.byte_offset < more.place.byte_offset]
    assert more.verdict is x12.Verdict.ACCEPT
    assert FINDINGS_PER_FILE_MAX // 2 < len(before) <= FINDINGS_PER_FILE_MAX


def test_a_file_whose_findings_are_all_told_says_no_more() -> None:
    report = x12.check(SHAPES["claims with faults"](16 * KIBIBYTE))

    assert report.findings
    assert all(finding.code != "B-MORE" for finding in report.findings)
