"""What becomes of each segment of an 837P claim or level, told by its place in the guide.

A claim whose segments stand in the guide's order is gathered as it stands. Any other is put in
order first, loop by loop, so that what gathers the facts need not know of disorder.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from cobrelay.x12.assembly.trees import Nest, build_nest
from cobrelay.x12.parser import Machine
from cobrelay.x12.schema import Loop

# What a segment is. Plain numbers, for they are compared several times a segment.
(
    IGNORED,
    ADJUSTMENTS,  # CAS of loop 2320 or 2430
    DATE,
    REFERENCE,
    AMOUNT,
    LINE,  # LX, which opens loop 2400
    SERVICE,  # SV1
    ANSWER,  # SVD, which opens loop 2430
    ADJUDICATED,  # DTP of 2430
    REMAINING,  # AMT of 2430
    OTHER,  # SBR, which opens loop 2320
    OTHER_SUBSCRIBER,  # NM1, which opens loop 2330A
    OTHER_PAYER,  # NM1, which opens loop 2330B
    SIGNATURES,  # OI
    INFORMATION,  # MIA, MOA
    PROVIDER,  # NM1, which opens one of loops 2310
    BILLING_PROVIDER,  # NM1, which opens loop 2010AA
    SUBSCRIBER,  # NM1, which opens loop 2010BA
    PAYER,  # NM1, which opens loop 2010BB
    PATIENT,  # NM1, which opens loop 2010CA
    PARTY,  # NM1, which opens another of loops 2010
    STREET,
    CITY,
    BIRTH,
    CONTACT,
    CLAIM,
    DIAGNOSES,
    COVERAGE,  # SBR of 2000B
    RELATION,  # PAT
) = range(29)

Step = tuple[int, int]  # the number of a segment in its unit, and what it is

_PARTY = {"N3": STREET, "N4": CITY, "DMG": BIRTH, "REF": REFERENCE, "PER": CONTACT}
_FACTS = {"DTP": DATE, "REF": REFERENCE, "AMT": AMOUNT}
_INFORMATION = {"MIA": INFORMATION, "MOA": INFORMATION}
_KINDS: dict[str, dict[str, int]] = {  # by what the id of the loop begins with
    "2000": {"SBR": COVERAGE, "PAT": RELATION},
    "2010AA": {"NM1": BILLING_PROVIDER, **_PARTY},
    "2010BA": {"NM1": SUBSCRIBER, **_PARTY},
    "2010BB": {"NM1": PAYER, **_PARTY},
    "2010CA": {"NM1": PATIENT, **_PARTY},
    "2010": {"NM1": PARTY, **_PARTY},
    "2300": {"CLM": CLAIM, "HI": DIAGNOSES, **_FACTS},
    "2310": {"NM1": PROVIDER, **_PARTY},
    "2320": {"SBR": OTHER, "CAS": ADJUSTMENTS, "AMT": AMOUNT, "OI": SIGNATURES, **_INFORMATION},
    "2330A": {"NM1": OTHER_SUBSCRIBER, **_PARTY},
    "2330B": {"NM1": OTHER_PAYER, "DTP": DATE, **_PARTY},
    "2400": {"LX": LINE, "SV1": SERVICE, **_FACTS},
    "2430": {"SVD": ANSWER, "CAS": ADJUSTMENTS, "DTP": ADJUDICATED, "AMT": REMAINING},
}
_INSIDE: dict[str, tuple[str, ...]] = {  # the loops in a loop that hold facts
    "2000": ("2010AA", "2010BA", "2010BB", "2010CA", "2010"),
    "2300": ("2310", "2320", "2400"),
    "2320": ("2330A", "2330B"),
    "2400": ("2430",),
}
_OPENERS = {
    "2010AA": BILLING_PROVIDER,
    "2010BA": SUBSCRIBER,
    "2010BB": PAYER,
    "2010CA": PATIENT,
    "2010": PARTY,
    "2310": PROVIDER,
    "2320": OTHER,
    "2330A": OTHER_SUBSCRIBER,
    "2330B": OTHER_PAYER,
    "2400": LINE,
    "2430": ANSWER,
}
ABSENT = [""]  # the row that stands for an opener that is missing
_NONE: Mapping[str, int] = {}


def kinds_of(machine: Machine, uses: Sequence[int]) -> list[int]:
    """What each segment is; they stand in the guide's order."""
    return list(map(_by_use(machine).__getitem__, uses))


def in_order(machine: Machine, uses: list[int], ids: Sequence[str]) -> list[Step]:
    """The segments of a unit in the guide's order: those of a loop itself, then the loops in it.

    What has no place in the guide counts as a segment of the loop that it stands in. A loop that
    is begun without its opener begins with a segment after the last, which is to be `ABSENT`.
    """
    return list(_in_order(machine, build_nest(machine, uses), uses, ids))


def _in_order(machine: Machine, nest: Nest, uses: list[int], ids: Sequence[str]) -> Iterator[Step]:
    group = _group(_id(machine, nest.number))
    opener = _OPENERS.get(group)
    if opener and (not nest.segments or uses[nest.segments[0]] != nest.number + 1):
        yield len(uses), opener
    by_use, by_id = _by_use(machine), _KINDS.get(group, _NONE)
    for at in nest.segments:
        yield at, by_use[uses[at]] if uses[at] >= 0 else by_id.get(ids[at], IGNORED)
    for wanted in _INSIDE.get(group, ()):
        for inner in nest.loops:
            if _group(_id(machine, inner.number)) == wanted:
                yield from _in_order(machine, inner, uses, ids)


@lru_cache(maxsize=8)
def _by_use(machine: Machine) -> tuple[int, ...]:
    """What a segment is, by the number of its use."""
    return tuple(
        _KINDS.get(_group(_id(machine, item.parent)), _NONE).get(item.opener.id, IGNORED)
        for item in machine.items
    )


def _group(name: str) -> str:
    """What `_KINDS` calls a loop: 2310B is one of 2310."""
    return name if name in _KINDS else name[:4]


def loop_id(machine: Machine, use: int) -> str:
    """The id of the loop that a use stands in."""
    return _ids(machine)[use]


@lru_cache(maxsize=8)
def _ids(machine: Machine) -> tuple[str, ...]:
    return tuple(_id(machine, item.parent) for item in machine.items)


def _id(machine: Machine, number: int) -> str:
    what = machine.items[number].what
    return what.id if isinstance(what, Loop) else ""
