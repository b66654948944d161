"""A payer's answer as coordination-of-benefits segments: the rules of domain 2.3, 2.6 and 3.4."""

from __future__ import annotations

import pytest

from claim_builder.domain.answer import Answer
from claim_builder.domain.coverage import Coverage, PayerPolicy
from claim_builder.domain.prior_payment import adjustment_segments
from claim_builder.domain.secondary_claim import Prior
from cobrelay import x12
from next_claims import (
    FIRST,
    SECOND,
    Line,
    adjustments,
    answer,
    built,
    cents,
    coverage,
    held,
    order,
    original,
    paid_line,
    starting,
)

COB = ("SBR", "CAS", "AMT", "SVD", "DTP*573", "REF*F8", "MOA")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(["CO 45 20", "PR 1 5", "CO 253 2"], ["CO*45*20**253*2", "PR*1*5"],
                     id="groups in order of first appearance"),
        pytest.param(["CO 45 20 1", "CO 45 5"], ["CO*45*25"], id="equal reasons are summed"),
        pytest.param(["CO 45 20 2"], ["CO*45*20*2"], id="a quantity stays with a single reason"),
        pytest.param(["CO 45 20", "CO 45 -20", "PR 3 5"], ["PR*3*5"], id="a zero sum falls away"),
        pytest.param(["OA 94 -60.5", "CO 45 40"], ["OA*94*-60.5", "CO*45*40"], id="negative"),
    ],
)  # fmt: skip
def test_adjustments_are_grouped_as_reported(given: list[str], expected: list[str]) -> None:
    segments = adjustment_segments(adjustments(*given))

    written = ["*".join([s[1], *(str(e) for e in s.elements[1:])]) for s in segments]
    assert written == expected


def test_an_answer_by_lines_carries_its_date_on_every_line_and_its_liability_there() -> None:
    claim = original(Line("99213", "100"), Line("J3301", "20"))
    said = answer(
        paid_line(1, "99213", "100", "60", "CO 45 25", "PR 2 15"),
        paid_line(2, "J3301", "20", "20"),
        outpatient=("", "", "MA01"),
    )

    body = built(order(claim, said)).body

    assert starting(body, *COB) == [
        "SBR*S********CI",
        "SBR*P*19*******CI",
        "AMT*D*80",
        "MOA***MA01",
        "REF*F8*ICN1",
        "SVD*FIRST*60*HC:99213**1",
        "CAS*CO*45*25",
        "CAS*PR*2*15",
        "DTP*573*D8*20251015",
        "AMT*EAF*15",
        "SVD*FIRST*20*HC:J3301**1",
        "DTP*573*D8*20251015",
    ]


def test_an_answer_to_the_whole_claim_has_no_line_adjudication_and_its_date_in_2330b() -> None:
    said = answer(cas=["OA 23 60", "PR 3 10"], charge=cents("100"), paid=cents("30"))

    body = built(order(original(), said)).body

    assert starting(body, *COB) == [
        "SBR*S********CI",
        "SBR*P*19*******CI",
        "CAS*OA*23*60",
        "CAS*PR*3*10",
        "AMT*D*30",
        "AMT*EAF*10",
        "DTP*573*D8*20251015",
        "REF*F8*ICN1",
    ]


def test_liability_stands_at_claim_level_with_that_of_the_lines_if_any_is_there() -> None:
    claim = original(Line("99213", "100"))
    said = answer(paid_line(1, "99213", "100", "80", "PR 2 20"), cas=["PR 1 5"])

    body = built(order(claim, said)).body

    assert starting(body, "AMT") == ["AMT*D*75", "AMT*EAF*25"]


def test_nothing_is_left_to_the_patient_then_there_is_no_liability_segment() -> None:
    said = answer(paid_line(1, "99213", "100", "80", "CO 45 20"))

    assert starting(built(order(original(), said)).body, "AMT") == ["AMT*D*80"]


def test_a_denied_claim_goes_on_with_zero_paid_on_every_line() -> None:
    claim = original(Line("99213", "100"), Line("99214", "60"))
    said = answer(
        paid_line(1, "99213", "100", "0", "PR 204 100"),
        paid_line(2, "99214", "60", "0", "PR 204 60"),
    )

    body = built(order(claim, said)).body

    assert starting(body, "AMT*D", "SVD", "CAS") == [
        "AMT*D*0",
        "SVD*FIRST*0*HC:99213**1",
        "CAS*PR*204*100",
        "SVD*FIRST*0*HC:99214**1",
        "CAS*PR*204*60",
    ]


def test_bundled_lines_name_the_line_that_they_were_paid_with() -> None:
    claim = original(Line("A0001", "100"), Line("B0001", "60"))
    said = answer(
        paid_line(
            1,
            "C0001",
            "100",
            "120",
            "OA 94 -60",
            "CO 45 40",
            submitted=x12.Procedure("HC", "A0001"),
        ),
        paid_line(2, "C0001", "60", "0", "CO 97 60", submitted=x12.Procedure("HC", "B0001")),
    )

    body = built(order(claim, said)).body

    assert starting(body, "SVD", "CAS") == [
        "SVD*FIRST*120*HC:C0001**1",
        "CAS*OA*94*-60",
        "CAS*CO*45*40",
        "SVD*FIRST*0*HC:C0001**1*1",
        "CAS*CO*97*60",
    ]


def test_two_earlier_payers_stand_side_by_side_each_with_its_own_sums() -> None:
    claim = original(Line("99213", "100"))
    first = answer(paid_line(1, "99213", "100", "60", "CO 45 25", "PR 2 15"))
    second = answer(
        paid_line(1, "99213", "100", "10", "OA 23 85", "PR 3 5", control_number="L1"),
        adjudication_id="A2",
        payer_claim_control_number="ICN2",
    )

    body = built(order(claim, first, second)).body

    assert starting(body, *COB) == [
        "SBR*T********CI",
        "SBR*P*19*******CI",
        "AMT*D*60",
        "REF*F8*ICN1",
        "SBR*S*19*******CI",
        "AMT*D*10",
        "REF*F8*ICN2",
        "SVD*FIRST*60*HC:99213**1",
        "CAS*CO*45*25",
        "CAS*PR*2*15",
        "DTP*573*D8*20251015",
        "AMT*EAF*15",
        "SVD*SECOND*10*HC:99213**1",
        "CAS*OA*23*85",
        "CAS*PR*3*5",
        "DTP*573*D8*20251015",
        "AMT*EAF*5",
    ]


def test_a_payer_that_does_not_want_the_earlier_claim_number_does_not_get_it() -> None:
    shy = coverage("SECOND", policy=PayerPolicy(wants_f8=False))
    said = answer(paid_line(1, "99213", "100", "80", "PR 1 20"))

    assert starting(built(order(original(), said, next=shy)).body, "REF*F8") == []


def test_a_payer_that_adjudicated_anew_is_told_of_where_that_is_wanted() -> None:
    """CLB-501; where the guide has it: after the payer's own numbers, before its claim number."""
    curious = coverage("SECOND", policy=PayerPolicy(wants_t4=True))
    line = paid_line(1, "99213", "100", "80", "PR 1 20")
    claim = original(claim=["REF*G1*AUTH1"])

    def told(said: Answer, following: Coverage) -> list[str]:
        return starting(
            built(order(claim, said, next=following)).body, "REF*G1", "REF*T4", "REF*F8"
        )

    corrected = answer(line, is_correction=True)
    assert told(corrected, curious) == ["REF*G1*AUTH1", "REF*T4*Y", "REF*F8*ICN1"]
    assert told(corrected, SECOND) == ["REF*G1*AUTH1", "REF*F8*ICN1"]
    assert told(answer(line), curious) == ["REF*G1*AUTH1", "REF*F8*ICN1"]


def test_the_id_configured_for_the_receiver_is_the_one_in_2330b_and_in_every_svd() -> None:
    known = coverage("FIRST", policy=PayerPolicy(id="CLH-77"))
    said = answer(paid_line(1, "99213", "100", "80", "PR 1 20"))

    body = built(order(original(), Prior(known, said))).body

    assert starting(body, "SVD") == ["SVD*CLH-77*80*HC:99213**1"]
    assert "NM1*PR*2*FIRST HEALTH*****PI*CLH-77" in starting(body, "NM1*PR")


def test_what_the_first_payer_authorised_is_reported_with_it_and_not_to_the_next() -> None:
    claim = original(claim=["REF*9F*REFERRAL1", "REF*G1*AUTH1"])
    said = answer(paid_line(1, "99213", "100", "80", "PR 1 20"))

    result = built(order(claim, said)).body

    assert starting(result, "REF*G1", "REF*9F", "SBR*P", "OI") == [
        "SBR*P*19*******CI",
        "OI***Y***Y",
        "REF*G1*AUTH1",
        "REF*9F*REFERRAL1",
    ]


def test_more_reasons_in_a_group_than_a_claim_holds_are_never_merged() -> None:
    seven = [f"CO {reason} 1" for reason in (45, 50, 96, 97, 119, 151, 204)]
    said = answer(paid_line(1, "99213", "100", "93", *seven))

    assert held(order(original(), said)).code == "CLB-319"


def test_every_number_of_the_claim_says_where_it_was_read() -> None:
    said = answer(
        paid_line(1, "99213", "100", "60", "CO 45 20", "CO 45 5", "PR 2 15"), cas=["PR 1 5"]
    )

    numbers = {each.place: each.amount for each in built(order(original(), said)).numbers}

    assert numbers == {
        "2320[1]/AMT*D": 5500,
        "2320[1]/AMT*EAF": 2000,
        "2320[1]/CAS*PR*1": 500,
        "2400[1]/2430[1]/SVD02": 6000,
        "2400[1]/2430[1]/CAS*CO*45": 2500,
        "2400[1]/2430[1]/CAS*PR*2": 1500,
    }


def test_the_coverages_of_the_builders_are_the_ones_meant() -> None:
    assert (FIRST.payer_id, SECOND.payer_id) == ("FIRST", "SECOND")
