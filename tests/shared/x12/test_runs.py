"""Claims taken at once read as they do by the segment, whatever stands in the file."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cobrelay import x12
from cobrelay.x12.reading.sets import SetReader
from generated_x12.strategies import damaged
from x12_files import MadeClaim, MadeLine, MadeRemittance

LEVELS = [
    x12.ALL_LEVELS,
    frozenset({x12.Level.ENVELOPE, x12.Level.BALANCES}),
    frozenset({x12.Level.STRUCTURE}),
    frozenset({x12.Level.ELEMENTS, x12.Level.IDENTIFIERS}),
]
MANY = MadeRemittance(
    tuple(MadeClaim(f"HC-{n}", lines=(MadeLine(),) * (n % 4 + 1)) for n in range(150)),
    provider_adjustments=(("WO", 500),),
)


def told(value: Any) -> Any:
    """Everything that a value says, with its places and without the objects around it."""
    if isinstance(value, tuple):
        return [told(each) for each in value]
    if not dataclasses.is_dataclass(value) or isinstance(value, x12.SetStart):
        return repr(value)
    said = {
        field.name: told(getattr(value, field.name))
        for field in dataclasses.fields(value)
        if field.name != "source"
    }
    place = repr(value.place) if hasattr(value, "place") else ""
    return type(value).__name__, place, sorted(said.items(), key=lambda pair: pair[0])


def both_ways(raw: bytes, levels: frozenset[x12.Level]) -> tuple[list[Any], list[Any]]:
    at_once = [told(item) for item in x12.read(raw, levels=levels)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SetReader, "opens_run", lambda *_: False)
        by_segment = [told(item) for item in x12.read(raw, levels=levels)]
    return at_once, by_segment


@settings(max_examples=40, deadline=None)
@given(damaged("835"), st.sampled_from(LEVELS))
def test_a_damaged_remittance_reads_the_same_both_ways(
    raw: bytes, levels: frozenset[x12.Level]
) -> None:
    at_once, by_segment = both_ways(raw, levels)

    assert at_once == by_segment


@pytest.mark.parametrize("levels", LEVELS, ids=len)
@pytest.mark.parametrize("line_break", ["", "\n", "\r\n"], ids=repr)
def test_claims_across_blocks_read_the_same_both_ways(
    levels: frozenset[x12.Level], line_break: str
) -> None:
    at_once, by_segment = both_ways(MANY.to_bytes(line_break=line_break), levels)

    assert at_once == by_segment


@pytest.mark.parametrize(
    "worse",
    [
        (b"DTM*472*20260110", b"DTM*472*20261310"),
        (b"NM1*QC*1*ASHBY", b"NM1*QC*1*\xc5SHBY"),
        (b"REF*6R*1~", b"REF*6R*1~~"),
        (b"REF*6R*2~", b"REF*6R*2~XYZ*1~"),
        (b"SVC*HC:99213*", b"\nSVC*HC:99213*"),
        (b"CAS*CO*45", b"CAS*CO"),
        (b"NM1*QC*1*ASHBY*WREN****MI*LK1~", b""),
        (b"CLP*HC-7*", b"LX*2~CLP*HC-7*"),
        (b"CLP*HC-9*", b"SE*1*0001~ST*835*0002~CLP*HC-9*"),
    ],
)
def test_what_is_unusual_reads_the_same_both_ways(worse: tuple[bytes, bytes]) -> None:
    raw = MANY.to_bytes().replace(*worse, 9)

    at_once, by_segment = both_ways(raw, x12.ALL_LEVELS)

    assert at_once == by_segment


def test_sound_claims_are_not_taken_by_the_segment(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []
    take = SetReader.take

    def noting(reader: SetReader, row: list[str], text: str, *at: int) -> Any:
        taken.append(row[0])
        return take(reader, row, text, *at)

    monkeypatch.setattr(SetReader, "take", noting)

    claims = [item for item in x12.read(MANY.to_bytes()) if isinstance(item, x12.ClaimPayment)]

    assert len(claims) == len(MANY.claims)
    assert taken.count("SVC") < 30  # those of a claim at the end of each block
