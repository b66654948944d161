"""The writer is the reader's inverse, keeps the guide's order, and refuses what it can't say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cobrelay import x12
from x12_files import data, data_files

VALUES = x12.InterchangeValues(
    "ZZ",
    "HARBOR",
    "ZZ",
    "CLEAR1",
    "HARBOR",
    "CLEAR1",
    datetime(2026, 3, 3, 8, 5, tzinfo=UTC),
    42,
    7,
)


def claims(source: x12.Readable) -> list[x12.Claim837]:
    return [item for item in x12.read(source) if isinstance(item, x12.Claim837)]


def original() -> x12.Claim837:
    return claims(data("837/original_self_and_child.837"))[0]


def interchange(*bodies: bytes) -> bytes:
    submitter = x12.Submitter("HARBOR CLINIC", "HARBOR", "BILLING", "2185550150")
    receiver = x12.Receiver("CLEARWATER", "CLEAR1")
    return x12.write_interchange(VALUES, [x12.ClaimSet(1, "B9", submitter, receiver, bodies)])


@pytest.mark.parametrize("at", [0, 1])
def test_a_claim_that_was_read_is_written_as_it_was(at: int) -> None:
    path = data("837/original_self_and_child.837")
    claim = claims(path)[at]

    body = x12.write_claim_body(claim.tree).decode()

    source = path.read_text().replace("\n", "")
    begins = source.index("CLM*" + claim.patient_control_number)
    own = body[body.index("CLM*") :]
    assert source[begins:].startswith(own)


def test_hl_count_from_one_in_every_body() -> None:
    body = x12.write_claim_body(claims(data("837/original_self_and_child.837"))[1].tree)

    levels = [text for text in body.decode().split("~") if text.startswith("HL")]
    assert levels == ["HL*1**20*1", "HL*2*1*22*1", "HL*3*2*23*0"]


def test_segments_and_loops_may_be_added_in_any_place() -> None:
    def with_reference(node: x12.LoopNode) -> x12.LoopNode:
        other = x12.loop(
            "2320",
            x12.segment("OI", "", "", "Y", "", "", "Y"),
            x12.loop("2330B", x12.segment("NM1", "PR", "2", "P", "", "", "", "", "PI", "X1")),
            x12.segment("AMT", "D", "5"),
            x12.segment("SBR", "T", "18"),
        )
        return node.adding(other, x12.segment("REF", "F8", "ICN"), x12.segment("AMT", "F5", "1"))

    tree = original().tree.mapping_loops("2300", with_reference)
    texts = x12.write_claim_body(tree).decode().split("~")

    claim = next(at for at, text in enumerate(texts) if text.startswith("CLM*"))
    assert texts[claim + 1] == "AMT*F5*1"
    added = texts.index("SBR*T*18")
    assert texts[added : added + 4] == [
        "SBR*T*18",
        "AMT*D*5",
        "OI***Y***Y",
        "NM1*PR*2*P*****PI*X1",
    ]
    assert added < texts.index("LX*1")


def test_empty_elements_and_components_at_the_end_fall_away() -> None:
    service = x12.Segment("SV1", (("HC", "99213", "", ""), "120", "UN", "1", "", "", ("1", "")))

    tree = original().tree.mapping_loops("2400", lambda line: line.replacing(service))
    shortened = x12.Segment("SV1", (*service.elements, "", ("", "")))
    again = original().tree.mapping_loops("2400", lambda line: line.replacing(shortened))

    assert "~SV1*HC:99213*120*UN*1***1~" in x12.write_claim_body(tree).decode()
    assert x12.write_claim_body(again) == x12.write_claim_body(tree)


def test_a_delimiter_in_a_claim_is_told_by_its_element() -> None:
    line = x12.segment("NTE", "ADD", "A*B")
    tree = original().tree.mapping_loops("2400", lambda node: node.adding(line))

    with pytest.raises(x12.Unwritable) as refused:
        x12.write_claim_body(tree)

    assert refused.value.element == "NTE02"


def test_a_tree_is_changed_by_copies() -> None:
    tree = original().tree
    claim = tree.find("2300")
    assert claim is not None

    changed = claim.without("REF", "D9").without_loops("2320")

    assert changed.segment("REF", "D9") is None
    assert changed.loop("2320") is None
    assert claim.segment("REF", "D9") is not None
    assert claim.loop("2320/2330B") is not None


@pytest.mark.parametrize("value", ["O*BRIEN", "O~BRIEN", "O:BRIEN", "O^BRIEN", "O\nBRIEN", "MUÑOZ"])
def test_a_value_that_can_not_be_written_is_refused_by_its_element(value: str) -> None:
    name = x12.segment("NM1", "QC", "1", value)

    with pytest.raises(x12.Unwritable) as refused:
        x12.write_segment(name)

    assert (refused.value.segment_id, refused.value.element) == ("NM1", "NM103")
    assert value not in str(refused.value)


def test_a_component_may_not_contain_a_delimiter_either() -> None:
    with pytest.raises(x12.Unwritable) as refused:
        x12.write_segment(x12.segment("SV1", ("HC", "99213", "A:B"), "1"))

    assert refused.value.element == "SV101-3"


@pytest.mark.parametrize("value", [b"ASH:BY", b"ASH^BY", b"ASH\x1bBY", b"ASH\xd1BY"])
def test_what_was_read_is_refused_where_it_can_not_be_written(value: bytes) -> None:
    raw = data("837/original_self_and_child.837").read_bytes()
    claim = claims(raw.replace(b"NM1*IL*1*ASHBY", b"NM1*IL*1*" + value, 1))[0]

    with pytest.raises(x12.Unwritable) as refused:
        x12.write_claim_body(claim.tree)

    assert refused.value.element == "NM103"


def test_what_was_read_is_written_under_other_delimiters() -> None:
    used = x12.Delimiters("|", ">", "", "!")

    written = x12.write_claim_body(original().tree, used)

    assert written.translate(bytes.maketrans(b"|>!", b"*:~")) == x12.write_claim_body(
        original().tree
    )


def test_a_changed_segment_is_written_as_it_is_now() -> None:
    claim = original().tree.find("2300")
    assert claim is not None
    clm = claim.segment("CLM")
    assert clm is not None

    changed = claim.replacing(clm.with_element(1, "NEW"))

    assert x12.write_claim_body(changed).startswith(b"CLM*NEW*")


def test_what_has_no_place_in_the_guide_is_refused() -> None:
    tree = original().tree.adding(x12.segment("ZZZ", "1"))

    with pytest.raises(x12.Unwritable):
        x12.write_claim_body(tree)


def test_an_interchange_is_one_that_we_accept() -> None:
    first, second = claims(data("837/original_self_and_child.837"))

    written = interchange(x12.write_claim_body(first.tree), x12.write_claim_body(second.tree))

    assert x12.check(written).findings == ()
    again = claims(written)
    assert [claim.patient_control_number for claim in again] == ["HC-1001", "HC-1002"]
    assert [claim.charge for claim in again] == [25000, 9000]
    texts = written.decode().split("~")
    assert texts[1].endswith("*X*005010X222A1")
    assert texts[0].endswith("*000000042*0*T*:")
    assert "HL*3**20*1" in texts
    assert "HL*4*3*22*1" in texts


def test_production_is_said_only_when_configured() -> None:
    body = x12.write_claim_body(original().tree)
    values = replace(VALUES, usage="P")
    submitter, receiver = x12.Submitter("A", "1"), x12.Receiver("B", "2")
    batch = x12.ClaimSet(1, "B9", submitter, receiver, [body])

    assert b"*P*:~" in x12.write_interchange(values, [batch])


def test_an_id_that_does_not_fit_the_isa_is_refused() -> None:
    values = replace(VALUES, sender_id="MORE THAN FIFTEEN")

    with pytest.raises(x12.Unwritable) as refused:
        x12.write_interchange(values, [])

    assert refused.value.element == "ISA06"


@pytest.mark.parametrize("path", data_files(), ids=lambda path: path.name)
def test_a_file_that_was_accepted_is_written_back_byte_for_byte(path: Path) -> None:
    if x12.check(path).verdict > x12.Verdict.WARN:
        pytest.skip("the file is not one that is accepted")

    assert x12.rewrite(path) == path.read_bytes()


def test_other_delimiters_leave_the_meaning() -> None:
    path = data("837/secondary_line_level.837")

    other = x12.rewrite(path, x12.Delimiters("|", ">", "!", "\n"))

    assert claims(other) == [
        replace(claim, set=again.set)
        for claim, again in zip(claims(path), claims(other), strict=True)
    ]
