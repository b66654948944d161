"""Whose claim an answer is: the number proposes, provider, dates and charge dispose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from era_intake.domain.matching import (
    Answer,
    Answered,
    ClaimIndex,
    KnownClaim,
    Matched,
    Name,
    NotMatched,
    SentClaim,
    match,
)

CLAIM = KnownClaim(
    claim_id="claim",
    version=1,
    key="key",
    control_number="ACCT0001234567890123",
    npi="1234567893",
    tax_id="123456789",
    charge=10000,
    service_from=date(2026, 1, 5),
    service_to=date(2026, 1, 7),
    patient=Name("O'DOE-SMITH", "JANE"),
)
ANSWER = Answer(
    control_number="ACCT0001234567890123",
    status="1",
    charge=10000,
    paid=7000,
    npis=frozenset({"1234567893"}),
    tax_ids=frozenset({"123456789"}),
    service_from=date(2026, 1, 5),
    service_to=date(2026, 1, 7),
    patient=Name("ODOE SMITH", "JANE"),
)
MANGLED = replace(ANSWER, control_number="LOST")


def found(answer: Answer, *claims: KnownClaim, answered: Sequence[Answered] = ()) -> str:
    """`claim/version by how`, or the reason and what blocked."""
    result = match(answer, ClaimIndex(claims, answered=answered).candidates(answer))
    match result:
        case Matched(claim=claim, matched_by=matched_by):
            return f"{claim.claim_id}/{claim.version} by {matched_by}"
        case NotMatched(reason=reason, disagreements=disagreements):
            return " ".join((reason, *disagreements))


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("ACCT0001234567890123", id="as sent"),
        pytest.param("acct0001234567890123", id="lower case"),
        pytest.param("00ACCT0001234567890123", id="zeros in front"),
        pytest.param("ACCT0001234567890", id="cut off at 17"),
        pytest.param(" ACCT0001234567890123 ", id="blanks around"),
    ],
)
def test_a_number_is_known_however_payers_write_it(number: str) -> None:
    assert found(replace(ANSWER, control_number=number), CLAIM) == "claim/1 by number"


@pytest.mark.parametrize(
    ("change", "result"),
    [
        pytest.param({"npis": frozenset({"999"})}, "by number", id="tax id is enough"),
        pytest.param({"tax_ids": frozenset({"999"})}, "by number", id="NPI is enough"),
        pytest.param(
            {"npis": frozenset(), "tax_ids": frozenset()}, "by number", id="no provider stated"
        ),
        pytest.param({"npis": frozenset({"999", "1234567893"})}, "by number", id="rendering NPI"),
        pytest.param(
            {"npis": frozenset({"999"}), "tax_ids": frozenset({"999"})},
            "ERA-304 ERA-311",
            id="another provider",
        ),
        pytest.param(
            {"service_from": date(2026, 1, 6), "service_to": date(2026, 1, 6)},
            "by number",
            id="one of the days",
        ),
        pytest.param({"service_from": None, "service_to": None}, "by number", id="no dates"),
        pytest.param(
            {"service_from": date(2026, 1, 8), "service_to": date(2026, 1, 8)},
            "ERA-304 ERA-312",
            id="another day",
        ),
        pytest.param({"charge": -10000}, "by number", id="a reversal's charge"),
        pytest.param({"charge": 9999}, "ERA-304 ERA-313", id="another charge"),
        pytest.param({"patient": Name("X", "Y")}, "by number", id="another name, all else agrees"),
        pytest.param({"patient": Name()}, "by number", id="no name"),
        pytest.param(
            {"patient": Name("X", "Y"), "service_from": None},
            "ERA-304 ERA-314",
            id="another name and no dates",
        ),
        pytest.param(
            {"patient": Name("X", "Y"), "npis": frozenset(), "tax_ids": frozenset()},
            "ERA-304 ERA-314",
            id="another name and no provider",
        ),
        pytest.param(
            {"charge": 1, "service_from": date(2020, 1, 1), "service_to": None},
            "ERA-304 ERA-312 ERA-313",
            id="all that disagrees is named",
        ),
    ],
)
def test_what_was_billed_must_not_disagree(change: dict[str, object], result: str) -> None:
    assert found(replace(ANSWER, **change), CLAIM).endswith(result)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "result"),
    [
        pytest.param({}, "claim/1 by facts", id="everything agrees"),
        pytest.param({"patient": Name("ODOESMITH", "JAN")}, "claim/1 by facts", id="cut off"),
        pytest.param({"patient": Name("ODOESMITH", "J")}, "claim/1 by facts", id="an initial"),
        pytest.param({"patient": Name("ODOESMITH", "JO")}, "ERA-301", id="another first name"),
        pytest.param({"patient": Name("MILLER", "JANE")}, "ERA-301", id="another last name"),
        pytest.param({"patient": Name()}, "ERA-301", id="no name"),
        pytest.param({"npis": frozenset(), "tax_ids": frozenset()}, "ERA-301", id="no provider"),
        pytest.param({"service_from": date(2026, 1, 6)}, "ERA-301", id="begins another day"),
        pytest.param({"charge": 9999}, "ERA-301", id="another charge"),
    ],
)
def test_without_its_number_every_fact_must_agree(change: dict[str, object], result: str) -> None:
    assert found(replace(MANGLED, **change), CLAIM) == result  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answered", "result"),
    [
        pytest.param(Answered("claim", "PAYER", "ACCT"), "ERA-301", id="under its number"),
        pytest.param(Answered("claim", "PAYER", "LOST"), "claim/1 by facts", id="under this one"),
        pytest.param(Answered("claim", "OTHER", "ACCT"), "claim/1 by facts", id="by another payer"),
    ],
)
def test_a_claim_that_the_payer_knows_by_number_is_not_found_by_facts(
    answered: Answered, result: str
) -> None:
    answer = replace(MANGLED, payer_identifier="PAYER")

    assert found(answer, CLAIM, answered=[answered]) == result


def test_zero_is_no_number_and_facts_do_not_replace_it() -> None:
    assert found(replace(ANSWER, control_number="0"), CLAIM) == "ERA-303"


def test_of_several_claims_with_the_number_the_facts_select_one() -> None:
    other = replace(CLAIM, claim_id="other", charge=5000)

    assert found(ANSWER, other, CLAIM) == "claim/1 by number"


def test_of_several_that_fit_the_one_that_agrees_in_all_is_taken() -> None:
    other = replace(CLAIM, claim_id="other", patient=Name("MILLER", "JOE"))

    assert found(ANSWER, other, CLAIM) == "claim/1 by number"


@pytest.mark.parametrize("answer", [ANSWER, MANGLED], ids=["by number", "by facts"])
def test_two_that_fit_alike_are_ambiguous(answer: Answer) -> None:
    assert found(answer, CLAIM, replace(CLAIM, claim_id="other")) == "ERA-302"


def test_an_answer_belongs_to_the_version_whose_charge_it_has() -> None:
    second = replace(CLAIM, version=2, charge=12000)

    assert found(ANSWER, CLAIM, second) == "claim/1 by number"
    assert found(replace(ANSWER, charge=12000), CLAIM, second) == "claim/2 by number"


def test_of_versions_with_one_charge_the_latest_that_is_not_void_answers() -> None:
    second, void = replace(CLAIM, version=2), replace(CLAIM, version=3, is_void=True)

    assert found(ANSWER, CLAIM, second, void) == "claim/2 by number"


def test_a_number_that_we_sent_is_its_claims() -> None:
    sent = SentClaim("submission", "claim", "ACCT-S2")
    answer = replace(ANSWER, control_number="acct-s2")

    result = match(answer, ClaimIndex([CLAIM], [sent]).candidates(answer))

    assert isinstance(result, Matched)
    assert (result.claim, result.submission_id) == (CLAIM, "submission")


def test_a_submission_under_the_originals_own_number_is_not_named() -> None:
    sent = SentClaim("submission", "claim", CLAIM.control_number)

    result = match(ANSWER, ClaimIndex([CLAIM], [sent]).candidates(ANSWER))

    assert isinstance(result, Matched)
    assert result.submission_id == ""
