"""An 837P is read as a stream of claims, each with its context, its view and its loop tree."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from cobrelay import x12
from x12_files import data

ORIGINALS = data("837/original_self_and_child.837")
SECONDARY = data("837/secondary_line_level.837")


def claims(source: x12.Readable) -> list[x12.Claim837]:
    return [item for item in x12.read(source) if isinstance(item, x12.Claim837)]


def test_the_batch_tells_its_reference_submitter_and_receiver() -> None:
    batch = next(item for item in x12.read(ORIGINALS) if isinstance(item, x12.ClaimBatch))

    assert (batch.reference, batch.submitter.id, batch.receiver.id) == (
        "B0001",
        "HARBORCLINIC",
        "CLEAR1",
    )
    assert batch.submitter.contacts[0].numbers == (("TE", "2185550150"),)


def test_a_claim_of_the_subscriber_tells_its_facts() -> None:
    claim = claims(ORIGINALS)[0]

    assert (claim.billing_npi, claim.billing_tax_id) == ("1500000017", "411111111")
    assert (claim.patient_control_number, claim.charge) == ("HC-1001", 25000)
    assert (claim.place_of_service, claim.frequency) == ("11", "1")
    assert claim.relationship == "18"
    assert claim.patient == claim.subscriber
    assert claim.payer.id == "LAKE1"
    assert claim.subscription.filing_indicator == "12"
    assert [diagnosis.code for diagnosis in claim.diagnoses] == ["I10", "R079"]
    assert claim.service_from == date(2026, 1, 10)
    assert claim.providers[0].last_name == "VALE"


def test_a_claim_of_a_child_has_a_patient_of_its_own() -> None:
    claim = claims(ORIGINALS)[1]

    assert claim.relationship == "19"
    assert claim.patient.name == "BRANDT, IVO"
    assert claim.patient.birth_date == date(2015, 6, 6)
    assert claim.subscriber.name == "BRANDT, MAREN"
    assert claim.patient_paid == 1500
    assert (claim.service_from, claim.service_to) == (date(2026, 1, 12), date(2026, 1, 13))


def test_another_payer_tells_what_it_said() -> None:
    claim = claims(SECONDARY)[0]
    other = claim.other_subscribers[0]

    assert (other.payer_id, other.paid, other.payer_claim_control_number) == (
        "LAKE1",
        14025,
        "LKCN555001",
    )
    assert other.subscriber is not None
    assert other.subscriber.id == "LK900100"
    assert other.subscription.responsibility == "P"
    answer = claim.lines[0].adjudications[0]
    assert (answer.payer_id, answer.paid, answer.remaining_liability) == ("LAKE1", 8025, 5975)
    assert answer.adjudicated_on == date(2026, 3, 2)


def test_the_tree_holds_the_claim_alone_in_its_context() -> None:
    tree = claims(ORIGINALS)[1].tree

    assert tree.id == "2000A"
    assert [node.id for node in tree.loops()] == ["2010AA", "2000B"]
    assert [node.id for node in tree.loops("2000B/2000C")] == ["2000C"]
    assert [segment[1] for segment in tree.walk() if segment.id == "CLM"] == ["HC-1002"]


def test_the_tree_is_the_same_one_however_often_it_is_asked_for() -> None:
    claim = claims(ORIGINALS)[0]

    assert claim.tree is claim.tree
    assert replace(claim, findings=()).tree == claim.tree
    assert not hasattr(claim, "trees")


def test_values_know_their_place() -> None:
    raw = ORIGINALS.read_bytes()
    claim = claims(raw)[1]

    assert raw[claim.place.byte_offset :].startswith(b"CLM*HC-1002")
    assert raw[claim.lines[0].place.byte_offset :].startswith(b"SV1*HC:99213")


def test_a_later_provider_replaces_the_earlier_context() -> None:
    raw = ORIGINALS.read_bytes().decode()
    second = raw[raw.index("HL*1**20*1") : raw.index("HL*3*1*22*1")]
    second = second.replace("HL*1**20", "HL*5**20").replace("HL*2*1*22", "HL*6*5*22")
    second = second.replace("HARBOR CLINIC*", "OTHER CLINIC*").replace("HC-1001", "HC-9")
    at = raw.index("SE*")
    joined = raw[:at] + second + raw[at:]

    last = claims(joined.encode())[-1]

    assert last.billing_provider.last_name == "OTHER CLINIC"
    assert last.patient_control_number == "HC-9"
    assert last.tree.find("2000C") is None


def test_lines_that_miss_the_charge_are_found() -> None:
    report = x12.check(SECONDARY.read_bytes().replace(b"CLM*HC-1001*250", b"CLM*HC-1001*260"))

    found = {finding.code: finding.element for finding in report.findings}
    assert found["B-COB-CHARGE"] == "CLM02"
    assert found["B-COB-CLAIM"] == "AMT02"


def test_an_answer_of_an_unknown_payer_is_found() -> None:
    report = x12.check(SECONDARY.read_bytes().replace(b"SVD*LAKE1*60", b"SVD*LAKE9*60"))

    assert "B-COB-PAYER" in {finding.code for finding in report.findings}


def test_a_segment_out_of_sequence_goes_to_its_loop_and_breaks_none_apart() -> None:
    raw = ORIGINALS.read_bytes().replace(b"PRV*PE", b"REF*G1*AUTH7~\nPRV*PE", 1)
    raw = raw.replace(b"SE*55*", b"SE*56*")

    claim = claims(raw)[0]
    node = claim.tree.find("2300")

    assert node is not None
    rendering = node.loop("2310B")
    assert rendering is not None
    assert [segment.id for segment in rendering.segments()] == ["NM1", "PRV"]
    assert [r.value for r in claim.references if r.qualifier == "G1"] == ["AUTH7"]
    assert "IK3:7" in {finding.code for finding in claim.findings}


def test_errata_of_the_same_guide_may_differ_between_gs_and_st() -> None:
    raw = ORIGINALS.read_bytes().replace(b"*X*005010X222A1", b"*X*005010X222A2")

    assert x12.check(raw).verdict is x12.Verdict.ACCEPT


def test_an_institutional_claim_is_left_unread() -> None:
    raw = ORIGINALS.read_bytes().replace(b"005010X222A1", b"005010X223A2")

    items = list(x12.read(raw))

    assert [type(item).__name__ for item in items[3:5]] == ["UnreadSet", "SetEnd"]
    assert x12.check(raw).verdict is x12.Verdict.REJECT_SET


def _counted_on(levels: bytes, before: int) -> bytes:
    """The levels with the numbers that they have after so many others."""

    def numbers(found: re.Match[bytes]) -> bytes:
        above = b"%d" % (int(found[2]) + before) if found[2] else b""
        return b"HL*%d*%b*" % (int(found[1]) + before, above)

    return re.sub(rb"HL\*(\d+)\*(\d*)\*", numbers, levels)


@pytest.mark.parametrize("copies", [1, 200])
def test_a_level_that_has_one_under_it_and_denies_it_is_told(copies: int) -> None:
    """By the segment, and where levels are taken at once."""
    raw = ORIGINALS.read_bytes()
    begin, end = raw.index(b"HL*1*"), raw.index(b"SE*")
    levels = [_counted_on(raw[begin:end], 4 * before) for before in range(copies)]
    levels[-1] = levels[-1].replace(b"*22*1~", b"*22*0~")
    raw = raw[:begin] + b"".join(levels) + raw[end:]

    (found,) = (f for f in x12.check(raw).findings if f.code != "IK5:4")

    assert (found.code, found.verdict, found.element) == ("B-HLPARENT", x12.Verdict.WARN, "HL02")
    assert raw[found.place.byte_offset :].startswith(b"HL*%d*" % (4 * copies))


@pytest.mark.parametrize(
    ("after", "elements"),
    [
        (b"N4*DULUTH*MN*55803", set()),
        (b"N4*DULUTH**55803", {"N402"}),
        (b"N4*DULUTH*MN", {"N403"}),
        (b"N4*DULUTH", {"N402", "N403"}),
        (b"N4*REGINA***CA", {"N402", "N403"}),
        (b"N4*LINDAU***DE", set()),
    ],
)
def test_an_address_in_the_country_has_a_state_and_a_postal_code(
    after: bytes, elements: set[str]
) -> None:
    raw = SECONDARY.read_bytes().replace(b"N4*DULUTH*MN*55803", after, 1)

    found = x12.check(raw).findings

    assert {(f.code, f.element) for f in found} == {("IK4:2", each) for each in elements}
    assert all(f.verdict is x12.Verdict.WARN for f in found)
