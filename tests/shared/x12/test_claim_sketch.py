"""A sketched claim of an 837P is like any other: its details come when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import FrozenInstanceError, replace

import pytest

from cobrelay import x12
from generated_x12.chance import Seeded
from generated_x12.claim import claim_file
from generated_x12.envelope import to_bytes

RAW = to_bytes(claim_file(Seeded(2), claims_max=5))


def claims() -> Iterator[x12.Claim837]:
    return (item for item in x12.read(RAW) if isinstance(item, x12.Claim837))


def test_what_a_claim_says_itself_is_read_and_the_rest_left_for_later() -> None:
    claim = next(claims())

    assert claim.charge
    assert claim.patient_control_number
    for name in ("lines", "patient", "tree"):
        with pytest.raises(AttributeError):
            object.__getattribute__(claim, name)


def test_details_are_there_when_they_are_asked_for() -> None:
    claim = next(claims())

    assert sum(line.charge for line in claim.lines) == claim.charge
    assert claim.billing_npi == "1500000017"
    assert claim.tree.find("2400") is not None


def test_who_asks_for_details_gets_those_of_the_next_claims_at_once() -> None:
    rest = claims()

    assert next(rest).lines
    assert [object.__getattribute__(claim, "lines") for claim in rest]


def test_a_sketch_can_be_compared_hashed_and_copied() -> None:
    (one, other, *_), (same, *_) = list(claims()), list(claims())

    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    assert replace(one, frequency="7").lines == one.lines
    assert "ASHBY" not in repr(one)


def test_a_sketch_is_frozen_and_has_no_other_attributes() -> None:
    claim = next(claims())

    with pytest.raises(FrozenInstanceError):
        claim.frequency = "7"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="no contacts"):
        claim.contacts  # type: ignore[attr-defined]  # noqa: B018


def test_a_claim_of_which_something_is_said_comes_with_its_details() -> None:
    raw = RAW.replace(b"SV1*HC:", b"SV1*HC:99213~SV1*HC:", 1).replace(b"XX*1500000017", b"XX*15")

    claim = next(item for item in x12.read(raw) if isinstance(item, x12.Claim837))

    assert "B-NPI" in [finding.code for finding in claim.findings]
    assert object.__getattribute__(claim, "lines")
