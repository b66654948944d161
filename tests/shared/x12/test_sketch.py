"""A sketched claim is like any other: its details come when they are asked for."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, replace

import pytest

from cobrelay import x12
from cobrelay.x12.assembly.sketch import ClaimText
from cobrelay.x12.reading import patterns
from x12_files import MadeClaim, MadeLine, MadeRemittance

RAW = MadeRemittance(tuple(MadeClaim(f"HC-{n}", lines=(MadeLine(),) * 2) for n in range(5)))


@pytest.fixture(autouse=True)
def any_file_is_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "WORTH_AN_EXPRESSION", 0)


def sketched() -> list[x12.ClaimPayment]:
    return [item for item in x12.read(RAW.to_bytes()) if isinstance(item, x12.ClaimPayment)]


def test_the_money_of_a_claim_is_read_and_the_rest_left_for_later() -> None:
    claim, line = sketched()[0], sketched()[0].lines[1]

    assert isinstance(claim.source, ClaimText)
    assert (claim.charge, line.charge, line.adjustments[0].amount) == (23_000, 11_500, 1500)
    with pytest.raises(AttributeError):
        object.__getattribute__(claim, "patient")
    with pytest.raises(AttributeError):
        object.__getattribute__(line, "dates")


def test_details_are_there_when_they_are_asked_for() -> None:
    claim = sketched()[0]

    assert claim.patient is not None
    assert claim.patient.last_name == "ASHBY"
    assert [line.control_number for line in claim.lines] == ["1", "2"]
    assert claim.service_from == claim.statement_from


def test_who_asks_for_details_gets_those_of_the_next_claims_at_once() -> None:
    claims = (i for i in x12.read(RAW.to_bytes()) if isinstance(i, x12.ClaimPayment))

    first = next(claims)
    assert first.contacts == ()
    assert all(object.__getattribute__(claim, "patient") for claim in claims)


def test_a_sketch_can_be_compared_hashed_copied_and_pickled() -> None:
    (one, other), (third, _) = sketched()[:2], sketched()[:2]

    assert one == third
    assert hash(one) == hash(third)
    assert one != other
    assert pickle.loads(pickle.dumps(one)) == one
    assert replace(one, status="2").patient == one.patient
    assert "ASHBY" not in repr(one)


def test_a_sketch_is_frozen_and_has_no_other_attributes() -> None:
    claim = sketched()[0]

    with pytest.raises(FrozenInstanceError):
        claim.status = "2"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="no tree"):
        claim.tree  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(AttributeError, match="no tree"):
        claim.lines[0].tree  # type: ignore[attr-defined]  # noqa: B018


def test_every_view_of_a_sketch_says_where_it_stands() -> None:
    claim = sketched()[1]
    line = claim.lines[1]

    places = [line.place, line.adjustments[1].place, line.dates[0].place, claim.dates[0].place]

    raw = RAW.to_bytes()
    ids = [raw[place.byte_offset :][:3].decode() for place in places]
    assert ids == ["SVC", "CAS", "DTM", "DTM"]
    assert raw[: line.place.byte_offset].count(b"~") == line.place.segment_index
