"""Claims taken at once read as they do by the segment, whatever stands in the file."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cobrelay import x12
from cobrelay.x12.reading import patterns
from cobrelay.x12.reading.sets import SetReader
from generated_x12.chance import Seeded
from generated_x12.claim import HEADER, ORDER, PROVIDER, claim
from generated_x12.envelope import Layout, interchange, to_bytes
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


def claim_sets(providers: int = 2, sets: int = 2) -> list[str]:
    """Claims of several billing providers in several sets, some of dependents, some in a row."""
    chance = Seeded(7)
    body: list[str] = list(HEADER)
    level = 1
    for _ in range(providers):
        body += [f"HL*{level}**20*1", *PROVIDER[1:]]
        above, level = level, level + 1
        for at in range(8):
            made = claim(chance, at % len(ORDER), level)
            first, *segments = made.segments()
            body += [first.replace(f"*{level}*1*", f"*{level}*{above}*"), *segments]
            if at == 5:  # a second claim under the same HL
                body += segments[next(n for n, s in enumerate(segments) if s[:4] == "CLM*") :]
            level += made.levels
    return interchange("837", [body] * sets)


@cache
def fields_of(kind: type[Any]) -> tuple[str, ...]:
    """What a value of this kind says; nothing where it isn't made of fields."""
    if not dataclasses.is_dataclass(kind) or kind is x12.SetStart:
        return ()
    return tuple(field.name for field in dataclasses.fields(kind) if field.name != "source")


def told(value: Any) -> Any:
    """Everything that a value says, with its places and without the objects around it."""
    kind: Any = type(value)
    if kind is str or kind is int or value is None:
        return value
    if isinstance(value, tuple):
        return [told(each) for each in value]
    if not (fields := fields_of(kind)):
        return repr(value)
    return kind, getattr(value, "place", None), [told(getattr(value, name)) for name in fields]


def read_and_told(raw: bytes, levels: frozenset[x12.Level]) -> list[Any]:
    return [told(item) for item in x12.read(raw, levels=levels)]


def demand_alike(raw: bytes, levels: frozenset[x12.Level] = x12.ALL_LEVELS) -> None:
    """Taken at once, each with its details before the next is read, or by the segment."""
    at_once = read_and_told(raw, levels)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SetReader, "opens_run", lambda *_: False)
        by_segment = read_and_told(raw, levels)

    assert at_once == by_segment


def demand_remittances_alike(raw: bytes, levels: frozenset[x12.Level] = x12.ALL_LEVELS) -> None:
    """By whole texts, however few they are, and segment by segment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(patterns, "WORTH_AN_EXPRESSION", 0)
        demand_alike(raw, levels)


def demand_claims_alike(raw: bytes, levels: frozenset[x12.Level] = x12.ALL_LEVELS) -> None:
    """Sketched and asked only when all are there, at once with their details, by the segment."""
    items = list(x12.read(raw, levels=levels))

    assert [told(item) for item in items] == read_and_told(raw, levels)
    demand_alike(raw, levels)


@settings(max_examples=40, deadline=None)
@given(damaged("835"), st.sampled_from(LEVELS))
def test_a_damaged_remittance_reads_the_same_both_ways(
    raw: bytes, levels: frozenset[x12.Level]
) -> None:
    demand_remittances_alike(raw, levels)


@pytest.mark.parametrize("levels", LEVELS, ids=len)
@pytest.mark.parametrize("line_break", ["", "\n", "\r\n"], ids=repr)
def test_claims_across_blocks_read_the_same_both_ways(
    levels: frozenset[x12.Level], line_break: str
) -> None:
    raw = MANY.to_bytes(line_break=line_break)

    demand_remittances_alike(raw, levels)


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
        (b"NM1*QC*1*ASHBY", b"NM1*QC*1*=ASHBY"),
        (b"DTM*472*20260110", b"DTM*472*20390110"),
        (b"DTM*472*20260110", b"DTM*472*20240229"),
        (b"NM1*QC*1*ASHBY*WREN****MI*LK1~", b"NM1*QC*1*ASHBY~NM1*82*2*X*****XX*1234567890~"),
        (b"NM1*QC*1*ASHBY*WREN****MI*LK1~", b"NM1*QC*1*ASHBY~NM1*82*2*X*****XX*1234567893~"),
        (b"NM1*QC*1*ASHBY*WREN****MI*LK1~", b"NM1*82*2*X*****XX*1234567893~NM1*QC*1*ASHBY~"),
        (b"DTM*232*20260110~", b"MOA***M101~DTM*232*20260110~"),
        (b"REF*6R*1~", b"REF*6R*1~LQ*HE*N130~LQ*HE*M106~"),
        (b"CAS*CO*45", b"CAS*CO*113"),
        (b"*8000.00", b"*8,000.00"),
        (b"CLP*HC-5*1*", b"CLP*HC-5*19*"),
        (b"CLP*HC-7*", b"LX*2~CLP*HC-7*"),
        (b"CLP*HC-9*", b"SE*1*0001~ST*835*0002~CLP*HC-9*"),
    ],
)
def test_what_is_unusual_reads_the_same_both_ways(worse: tuple[bytes, bytes]) -> None:
    raw = MANY.to_bytes().replace(*worse, 9)

    demand_remittances_alike(raw)


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


@settings(max_examples=40, deadline=None)
@given(damaged("837"), st.sampled_from(LEVELS))
def test_damaged_claims_read_the_same_both_ways(raw: bytes, levels: frozenset[x12.Level]) -> None:
    demand_claims_alike(raw, levels)


@pytest.mark.parametrize(
    ("levels", "line_break"), [(LEVELS[0], ""), (LEVELS[0], "\r\n"), (LEVELS[1], "")]
)
def test_levels_and_claims_across_blocks_read_the_same_both_ways(
    levels: frozenset[x12.Level], line_break: str
) -> None:
    raw = to_bytes(claim_sets(), Layout(line_break=line_break))

    demand_claims_alike(raw, levels)


@pytest.mark.parametrize(
    "worse",
    [
        (b"HL*14*13*23", b"HL*15*13*23"),  # does not count on
        (b"HL*9*1*22", b"HL*9*2*22"),  # stands under another level
        (b"*22*1~SBR", b"*22*1~PAT*19~SBR"),
        (b"HI*ABK:", b"HI*ABK:R07.9*ABF:"),
        (b"NM1*PR*2*PRIMA HEALTH", b"NM1*PR*2"),
        (b"DTP*472*D8*20260110", b"DTP*472*D8*20261310"),
        (b"DTP*472*D8*20260110~", b""),
        (b"DTP*573*D8*20260201~", b"DTP*573*D8*20260201~DTP*573*D8*20260202~"),
        (b"REF*6R*L2~", b"REF*6R*L2~~"),
        (b"REF*6R*L2~", b"REF*6R*L2~PAT*19~"),
        (b"LX*3~", b""),
        (b"SV1*HC:99213*", b"SV1*HC:99213:A:B:C:D:E:F:G*"),
        (b"NM1*85*2*HARBOR CLINIC*****XX*1500000017", b"NM1*85*2*HARBOR CLINIC*****XX*1500000018"),
        (b"AMT*D*", b"AMT*D*1"),
        (b"SE*", b"HL*999*1*22*0~SE*"),
    ],
)
def test_what_is_unusual_of_claims_reads_the_same_both_ways(worse: tuple[bytes, bytes]) -> None:
    sound = to_bytes(claim_sets(sets=1))
    raw = sound.replace(*worse, 9)
    assert raw != sound

    demand_claims_alike(raw)


@pytest.mark.parametrize("times", [101])
def test_claims_of_one_subscriber_read_the_same_both_ways(times: int) -> None:
    segments = claim_sets(providers=1, sets=1)
    starts = [n for n, each in enumerate(segments) if each[:4] in ("CLM*", "HL*3")]
    made = segments[starts[0] : starts[1]]

    raw = to_bytes([*segments[: starts[0]], *made * times, *segments[starts[1] :]])
    demand_claims_alike(raw)


def test_sound_levels_and_claims_are_not_taken_by_the_segment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken: list[str] = []
    take = SetReader.take

    def noting(reader: SetReader, row: list[str], text: str, *at: int) -> Any:
        taken.append(row[0])
        return take(reader, row, text, *at)

    monkeypatch.setattr(SetReader, "take", noting)

    claims = [item for item in x12.read(to_bytes(claim_sets())) if isinstance(item, x12.Claim837)]

    assert len(claims) == 36
    assert taken.count("SV1") + taken.count("SBR") < 30  # those of a unit at the end of each block
