"""What becomes of an 837 file: claims registered, in versions, or held with their reason."""

from __future__ import annotations

from building import KEY, NUMBER, Desk, adjudicated
from cobrelay.contracts.claims import v1 as claims
from next_claims import Line, interchange, interchange_of_sets, original_body

LINE = Line("99213", "100")


async def test_a_claim_is_registered_with_what_the_others_need_to_know(desk: Desk) -> None:
    await desk.drop(original_body(Line("99213:25", "80"), Line("J3301", "20", "MINE")))

    [event] = desk.registered()
    assert (event.version, event.charge_cents, event.is_void) == (1, 10000, False)
    assert event.patient_control_number == NUMBER
    assert event.billing_provider_npi == "1999999984"
    assert [line.line_item_control_number for line in event.lines] == ["L1", "MINE"]
    assert list(event.lines[0].procedure.modifiers) == ["25"]
    assert [(c.responsibility, c.relationship, c.member_id) for c in event.coverages] == [
        ("P", "19", "FIRST-1")
    ]
    assert (event.service_from_on, event.patient.birth_date) == ("2025-10-03", "1973-05-01")
    assert desk.relay.log[0].key == KEY
    assert desk.relay.log[0].correlation_id == event.claim_id


async def test_the_same_content_again_is_the_same_registration(desk: Desk) -> None:
    await desk.drop(original_body(LINE))
    await desk.drop(original_body(LINE), original_body(LINE, number="ACCT2"), name="again.837")

    assert [event.patient_control_number for event in desk.registered()] == [NUMBER, "ACCT2"]


async def test_other_content_under_a_known_number_is_held(desk: Desk) -> None:
    await desk.drop(original_body(LINE))
    await desk.drop(original_body(Line("99214", "120")), name="other.837")

    [held] = desk.relay.events(claims.OriginalClaimHeld)
    assert held.reason_code == "CLB-004"
    assert held.claim_id == desk.registered()[0].claim_id
    assert len(desk.registered()) == 1


async def test_a_replacement_is_the_next_version_and_a_void_the_last(desk: Desk) -> None:
    await desk.drop(original_body(LINE))
    corrected = original_body(Line("99214", "120"), frequency="7", claim=["REF*F8*ICN1"])
    await desk.drop(corrected, name="replaced.837")
    await desk.drop(
        original_body(Line("99214", "120"), frequency="8", claim=["REF*F8*ICN1"]), name="void.837"
    )

    events = desk.registered()
    assert len({event.claim_id for event in events}) == 1
    assert [(event.version, event.is_void) for event in events] == [
        (1, False),
        (2, False),
        (3, True),
    ]


async def test_a_claim_that_names_an_earlier_answers_number_is_a_version_of_that_claim(
    desk: Desk,
) -> None:
    await desk.drop(original_body(LINE))
    [first] = desk.registered()
    await desk.tell(adjudicated(first.claim_id, icn="ICN77"))

    renumbered = original_body(Line("99214", "120"), number="NEW9", claim=["REF*F8*ICN77"])
    await desk.drop(renumbered, name="renumbered.837")

    second = desk.registered()[1]
    assert (second.claim_id, second.version) == (first.claim_id, 2)
    assert desk.relay.log[-1].key == KEY


async def test_lines_that_do_not_sum_hold_that_claim_alone(desk: Desk) -> None:
    await desk.drop(original_body(LINE, charge="90"), original_body(LINE, number="ACCT2"))

    [held] = desk.relay.events(claims.OriginalClaimHeld)
    assert held.reason_code == "CLB-005"
    assert [event.patient_control_number for event in desk.registered()] == ["ACCT2"]


async def test_a_missing_payer_name_and_a_wrong_check_digit_are_warnings(desk: Desk) -> None:
    body = original_body(
        LINE, others=["SBR*S*01*******CI", "OI***Y***Y", "NM1*IL*1*DOE*JACK****MI*T5"]
    )
    await desk.drop(body.replace(b"1999999984", b"1999996666"))

    [event] = desk.registered()
    codes = {warning.code for warning in event.warnings}
    assert {"CLB-051", "CLB-052", "CLB-053"} <= codes
    assert {warning.severity for warning in event.warnings} == {"warning"}
    assert not event.coverages[1].HasField("payer")


async def test_wrong_counts_use_nothing_of_the_set(desk: Desk) -> None:
    content = interchange(original_body(LINE))
    at = content.index(b"SE*")
    await desk.drop_file(content[:at] + b"SE*999" + content[content.index(b"*", at + 3) :])

    [quarantined] = desk.relay.events(claims.OriginalFileQuarantined)
    assert (quarantined.set_ordinal, quarantined.reason_code) == (1, "CLB-002")
    assert desk.registered() == []


async def test_a_wrong_set_leaves_its_neighbours_alone(desk: Desk) -> None:
    content = interchange_of_sets([[original_body(LINE)], [original_body(LINE, number="ACCT2")]])
    at = content.index(b"SE*")
    await desk.drop_file(content[:at] + b"SE*999" + content[content.index(b"*", at + 3) :])

    [quarantined] = desk.relay.events(claims.OriginalFileQuarantined)
    assert quarantined.set_ordinal == 1
    assert [event.patient_control_number for event in desk.registered()] == ["ACCT2"]


async def test_a_file_that_is_no_x12_is_quarantined_whole(desk: Desk) -> None:
    await desk.drop_file(b"dear biller, please find the claims attached")

    [quarantined] = desk.relay.events(claims.OriginalFileQuarantined)
    assert (quarantined.set_ordinal, quarantined.reason_code) == (0, "CLB-001")


async def test_a_childs_claim_names_the_child_and_the_parent(desk: Desk) -> None:
    await desk.drop(original_body(LINE))

    [event] = desk.registered()
    assert event.patient.first_name == "TED"
    assert event.coverages[0].subscriber.first_name == "JANE"
