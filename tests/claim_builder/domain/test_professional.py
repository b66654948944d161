"""What is copied from the original and what was its payer's: the table of domain 3.2."""

from __future__ import annotations

import pytest

from next_claims import Line, answer, built, order, original, paid_line, segments

SAID = answer(paid_line(1, "99213", "100", "80", "PR 1 20"))


def sent(*, line: tuple[str, ...] = (), **changes: object) -> list[str]:
    claim = original(Line("99213", "100", extra=line), **changes)
    return segments(built(order(claim, SAID)).body)


COPIED = [
    "DTP*431*D8*20250901",
    "PWK*OB*EL***AC*DOC1",
    "AMT*F5*20",
    "REF*EA*RECORD1",
    "REF*X4*10D1234567",
    "NTE*ADD*SEEN TWICE",
    "CRC*ZZ*Y*AV",
]
DROPPED = [
    "PWK*EB*FX***AC*EOB1",
    "PWK*OZ*FX***AC*OTHER1",
    "CN1*09",
    "REF*F8*OLDICN",
    "REF*D9*CH1",
    "REF*9A*REPRICED1",
    "REF*F5*Y",
    "HCP*00*100",
    "DTP*050*D8*20250901",
]


@pytest.mark.parametrize("segment", COPIED)
def test_what_describes_the_service_is_copied(segment: str) -> None:
    assert segment in sent(claim=[segment])


@pytest.mark.parametrize("segment", DROPPED)
def test_what_the_first_payer_issued_or_agreed_is_dropped(segment: str) -> None:
    is_after_diagnoses = segment.startswith("HCP")

    rows = sent(others=[segment]) if is_after_diagnoses else sent(claim=[segment])

    assert segment not in rows


def test_provider_numbers_of_the_first_payer_are_dropped_and_the_providers_stay() -> None:
    rows = sent(
        others=[
            "NM1*82*1*KILDARE*BEN****XX*1999999984",
            "PRV*PE*PXC*204C00000X",
            "REF*G2*KA6663",
            "REF*0B*LICENCE1",
        ]
    )

    assert "REF*G2*KA6663" not in rows
    assert "PRV*PE*PXC*204C00000X" in rows
    assert "REF*0B*LICENCE1" in rows


def test_a_line_keeps_its_own_facts_and_loses_its_payers() -> None:
    rows = sent(line=("REF*G1*AUTH9", "REF*X4*10D1234567", "NTE*ADD*LEFT KNEE"))

    assert "REF*G1*AUTH9" not in rows
    assert {"REF*X4*10D1234567", "NTE*ADD*LEFT KNEE", "REF*6R*L1"} <= set(rows)


def test_a_lines_own_provider_loses_the_first_payers_number_too() -> None:
    rows = sent(line=("NM1*82*1*KILDARE*ANN****XX*1999999984", "REF*G2*KA7", "REF*0B*LICENCE2"))

    assert "NM1*82*1*KILDARE*ANN****XX*1999999984" in rows
    assert "REF*G2*KA7" not in rows
    assert "REF*0B*LICENCE2" in rows


def test_the_claim_is_new_to_this_payer_whatever_it_was_to_the_first() -> None:
    rows = sent(frequency="7", claim=["REF*F8*OLDICN"])

    assert "CLM*ACCT1001*100***11:B:1*Y*A*Y*Y" in rows
    assert "REF*F8*OLDICN" not in rows


def test_every_line_goes_along_also_one_that_is_settled() -> None:
    claim = original(Line("99213", "100"), Line("J3301", "20", control_number="MINE"))
    said = answer(paid_line(1, "99213", "100", "80", "PR 1 20"), paid_line(2, "J3301", "20", "20"))

    rows = segments(built(order(claim, said)).body)

    assert [row for row in rows if row.startswith(("LX", "REF*6R"))] == [
        "LX*1",
        "REF*6R*L1",
        "LX*2",
        "REF*6R*MINE",
    ]


def test_the_originals_own_word_on_other_payers_is_replaced() -> None:
    rows = sent(
        others=[
            "SBR*S*01*******12",
            "OI***W***I",
            "NM1*IL*1*DOE*JACK****MI*T55",
            "NM1*PR*2*OLD NAME*****PI*SECOND",
        ]
    )

    assert "NM1*PR*2*OLD NAME*****PI*SECOND" not in rows
    assert [row for row in rows if row.startswith("OI")] == ["OI***Y***Y"]
