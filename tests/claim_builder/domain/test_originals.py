"""Which version of which claim an original is, and what only warrants a warning."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from claim_builder.domain.originals import (
    Candidate,
    Collides,
    KnownVersion,
    Registered,
    Registration,
    Repeated,
    is_valid_npi,
    missing_fact,
    refusal,
    register,
)
from next_claims import Line, original

NEW = Candidate("1999999984", "A1", date(2025, 10, 3), "1", "h1")
OWN = NEW.claim_id
FIRST = KnownVersion(OWN, 1, "h0", has_same_number=True)
OTHER_DAY = KnownVersion("other-day", 1, "h0", has_same_number=True)


@pytest.mark.parametrize(
    ("candidate", "known", "answered", "expected"),
    [
        pytest.param(NEW, [], "", Registered(OWN, 1), id="a new claim"),
        pytest.param(
            NEW, [replace(FIRST, content_hash="h1")], "", Repeated(OWN, 1), id="the same again"
        ),
        pytest.param(NEW, [FIRST], "", Collides(OWN), id="other content, frequency 1"),
        pytest.param(
            replace(NEW, frequency="7"), [FIRST], "", Registered(OWN, 2), id="a replacement"
        ),
        pytest.param(replace(NEW, frequency="8"), [FIRST], "", Registered(OWN, 2), id="a void"),
        pytest.param(
            replace(NEW, frequency="7"), [], "", Registered(OWN, 1), id="of a claim never seen"
        ),
        pytest.param(
            replace(NEW, frequency="7"),
            [OTHER_DAY],
            "",
            Registered("other-day", 2),
            id="a replacement that corrects the date of service",
        ),
        pytest.param(
            NEW, [OTHER_DAY], "", Registered(OWN, 1), id="a number used again for another visit"
        ),
        pytest.param(
            NEW,
            [KnownVersion("C9", 1, "h0", has_same_number=False)],
            "C9",
            Registered("C9", 2),
            id="names an earlier answer's claim number",
        ),
    ],
)
def test_versions(
    candidate: Candidate, known: list[KnownVersion], answered: str, expected: Registration
) -> None:
    assert register(candidate, known, answered) == expected


def test_the_claim_id_says_nothing_of_the_patient_and_is_the_same_each_time() -> None:
    assert replace(NEW, content_hash="h2").claim_id == OWN
    assert replace(NEW, control_number="A2").claim_id != OWN


@pytest.mark.parametrize(
    ("npi", "valid"), [("1999999984", True), ("1999996666", False), ("", False), ("١" * 10, False)]
)
def test_check_digit(npi: str, valid: bool) -> None:
    assert is_valid_npi(npi) is valid


def test_only_the_sum_and_missing_facts_refuse_a_claim() -> None:
    assert refusal(original(Line("99213", "100"))) == ""
    assert refusal(original(Line("99213", "100"), charge="99")) == "CLB-005"
    nameless = original(number="")
    assert (refusal(nameless), missing_fact(nameless)) == ("CLB-006", "CLM01")
