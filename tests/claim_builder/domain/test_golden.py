"""The official examples: the original and the payers' answers give the official next claim."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date

import pytest

from claim_builder.domain.assembly import Built, build
from claim_builder.domain.bodies import read_body
from claim_builder.domain.coverage import Coverage
from claim_builder.domain.secondary_claim import Order, Prior
from claim_builder.translation import answer as answer_of
from cobrelay import x12
from cobrelay.money import Cents, parse_cents
from next_claims import corpus
from remittances import adjudications


def golden_claim(name: str) -> x12.Claim837:
    """The one claim of a golden 837, read back from the body that would be kept of it."""
    [claim] = [item for item in x12.read(corpus(name)) if isinstance(item, x12.Claim837)]
    kept = read_body(x12.write_claim_body(claim.tree))
    assert kept is not None
    return kept


def golden_answer(name: str) -> Prior:
    """A golden 835's one answer; its coverage is put in by the test."""
    [event] = adjudications(corpus(name))
    return Prior(NOBODY, answer_of(event, is_reversed=False))


NOBODY = Coverage("", x12.Party("PR"), x12.Party("IL"), "", "")


def coverages(name: str) -> list[Coverage]:
    with corpus(name).open(newline="") as lines:
        return sorted(map(coverage_of, csv.DictReader(lines)), key=lambda each: each.rank)


def coverage_of(row: dict[str, str]) -> Coverage:
    return Coverage(
        coverage_id=row["payer_id"],
        rank=int(row["rank"]),
        payer=x12.Party("PR", last_name=row["payer_name"], id_qualifier="PI", id=row["payer_id"]),
        subscriber=x12.Party(
            "IL",
            is_person=True,
            last_name=row["subscriber_last_name"],
            first_name=row["subscriber_first_name"],
            birth_date=date.fromisoformat(row["subscriber_birth_date"]),
        ),
        member_id=row["member_id"],
        relationship=row["relationship"],
        filing_indicator=row["claim_filing_indicator"],
    )


def next_claim(original: x12.Claim837, known: list[Coverage], answers: list[Prior]) -> Built:
    priors = [replace(a, coverage=c) for a, c in zip(answers, known, strict=False)]
    wanted = Order(
        claim_id="C1",
        original=original,
        next=known[len(priors)],
        priors=tuple(priors),
        others=tuple(known[len(priors) + 1 :]),
        control_number=original.patient_control_number,
        billable=Cents(3689),
    )
    result = build(wanted)
    assert isinstance(result, Built), result
    return result


def compared(claim: x12.Claim837) -> list[tuple[object, ...]]:
    """What is compared, in order, amounts by value."""
    found: list[tuple[object, ...]] = []
    for each in claim.tree.walk():
        if each.id == "SBR":
            found.append(("SBR", each[1], each[9]))
        elif each.id == "NM1" and each[1] in ("IL", "PR"):
            found.append(("NM1", each[1], *(each[n] for n in (2, 3, 4, 5, 8, 9))))
        elif each.id == "CAS":
            found.append(("CAS", each[1], adjustment_values(each)))
        elif each.id == "AMT" and each[1] in ("D", "EAF"):
            found.append(("AMT", each[1], parse_cents(each[2])))
        elif each.id == "SVD":
            values = (parse_cents(each[2]), each.components(3), parse_cents(each[5]))
            found.append(("SVD", each[1], *values))
        elif each.id == "DTP" and each[1] == "573":
            found.append(("DTP", each[2], each[3]))
    return found


def adjustment_values(cas: x12.Segment) -> tuple[tuple[str, Cents | None], ...]:
    return tuple((cas[at], parse_cents(cas[at + 1])) for at in range(2, 20, 3) if cas[at])


ORIGINAL = "x12_ex3A_837P_primary_to_payerA.837"
ANSWERS = ["derived_x12_ex3_835_payerA.835", "derived_x12_ex3_835_payerB_secondary.835"]


@pytest.mark.parametrize(
    ("feed", "answers", "expected"),
    [
        pytest.param(
            "x12_ex3_coverages_two_payers.csv",
            ANSWERS[:1],
            "x12_ex3B_837P_secondary_provider_to_payerB.837",
            id="secondary, example 3.B",
        ),
        pytest.param(
            "x12_ex3_coverages_three_payers.csv",
            ANSWERS,
            "derived_x12_ex3_837P_tertiary_payerC.837",
            id="tertiary",
        ),
    ],
)
def test_example_3_comes_out_segment_for_segment(
    feed: str, answers: list[str], expected: str
) -> None:
    original = golden_claim(ORIGINAL)

    result = next_claim(original, coverages(feed), [golden_answer(each) for each in answers])

    sent = read_body(result.body)
    assert sent is not None
    assert compared(sent) == compared(golden_claim(expected))


def test_a_third_payer_stands_in_the_secondary_claim_without_any_payment() -> None:
    known = coverages("x12_ex3_coverages_three_payers.csv")

    result = next_claim(golden_claim(ORIGINAL), known, [golden_answer(ANSWERS[0])])

    sent = read_body(result.body)
    assert sent is not None
    later = sent.other_subscribers[1]
    assert (later.subscription.responsibility, later.payer_id) == ("T", "777777")
    assert (later.amounts, later.adjustments, later.adjudicated_on) == ((), (), None)


def test_example_4_gives_medicare_its_insurance_type_and_the_line_its_liability() -> None:
    expected = golden_claim("x12_ex4_837P_medicare_secondary.837")
    medicare = Coverage(
        "medicare",
        payer=expected.payer,
        subscriber=expected.subscriber,
        member_id=expected.subscriber.id,
        relationship="18",
        filing_indicator="MB",
        insurance_type="12",
        group_name="MEDICARE",
    )
    other = expected.other_subscribers[0]
    assert other.payer is not None
    assert other.subscriber is not None
    commerce = Coverage(
        "commerce",
        payer=other.payer,
        subscriber=other.subscriber,
        member_id=other.subscriber.id,
        relationship="01",
        filing_indicator="12",
        group_name="COMMERCE",
    )

    answer = golden_answer("derived_x12_ex4_835_commerce.835")
    result = next_claim(expected, [commerce, medicare], [answer])

    sent = read_body(result.body)
    assert sent is not None
    # The published file carries the 4010 relic AMT*F2; in 5010 it is AMT*EAF, on the line.
    ours = [each for each in compared(sent) if each[:2] != ("AMT", "EAF")]
    assert ours == compared(expected)
    assert [a.remaining_liability for line in sent.lines for a in line.adjudications] == [1500]
    assert sent.subscription == expected.subscription
