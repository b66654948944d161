"""Straight-line tests of a segment's elements, compiled from the grammar: is it surely sound?

`SegmentCheck` says everything that is wrong with a segment, in words, and loops over its elements
to find it. Nearly all segments are sound, so for each use a function is generated that answers just
that, without a loop. It accepts only what `SegmentCheck` finds nothing about; where it says no,
`SegmentCheck` is asked. For QTY in loop 2400 (`RRNN`) the source is:

    def fits(row, text, component):
     size = len(row)
     if size <= 2 or size > 5: return False
     good = good_under(component)
     if good is None: return False
     if row[2] not in good.values[1]: return False
     if size == 3: return True
     if row[3]: return False
     if size == 4: return True
     if row[4]: return False
     return True

Text must be known to be printable ASCII. `good` is what `SegmentCheck` has found good under this
component separator and remembers; amounts are good when they are among the known cents.
"""

from collections.abc import Callable, Iterator
from itertools import compress
from typing import Any, cast

from cobrelay.x12.checking.elements import MONEY, ElementCheck, SegmentCheck, is_sound
from cobrelay.x12.checking.rules import NOTHING_UNTIL
from cobrelay.x12.schema import QUALIFYING_ELEMENT
from cobrelay.x12.values import KNOWN_CENTS, MEMORABLE, cents, day

# Unless this holds, the rule of the segment has surely nothing to say.
_DOUBTFUL = {
    "DTP": 'row[2] != "D8" or day(row[3]) is None',
    "DMG": "day(row[2]) is None",
    "HI": '"." in text',
    "N4": "size < 4 or not row[2] or not row[3]",
}

Fits = Callable[[list[str], str, str], bool]


def fits_of(check: SegmentCheck) -> Fits:
    """A function of row, text and component separator: whether the segment is surely sound."""
    scope: dict[str, Any] = {"cents": cents, "known": KNOWN_CENTS.get, "rule": check.rule}
    scope["day"] = day
    scope["good_under"] = check.good.get
    exec(source_of(check, scope), scope)  # noqa: S102 - as dataclasses does, from our grammars
    return cast("Fits", scope["fits"])


def source_of(check: SegmentCheck, scope: dict[str, Any]) -> str:
    """The source of the test; what it names beside its parameters goes into `scope`."""
    lines = ["def fits(row, text, component):", *_lines(check, scope)]
    return "\n ".join(lines)


def _lines(check: SegmentCheck, scope: dict[str, Any]) -> Iterator[str]:
    elements = check.elements
    has_composites = any(element.use.components for element in elements)
    qualified = QUALIFYING_ELEMENT.get(check.use.id, 1) if check.use.qualifiers else 0
    if qualified and elements[qualified - 1].use.components:
        qualified = 0  # but one component of it is known
    yield "size = len(row)"
    yield f"if size <= {check.required_until} or size > {len(elements) + 1}: return False"
    tested = [
        number != qualified or not _qualifiers_are_sound(check, element)
        for number, element in enumerate(elements, start=1)
    ]
    if any(map(_is_remembered, compress(elements, tested))):
        yield "good = good_under(component)"
        yield "if good is None: return False"
    if not has_composites and any(map(is_text, elements)):
        yield "if component in text: return False"
    if check.rule is not None:
        doubtful = _DOUBTFUL.get(check.use.id, f"size > {NOTHING_UNTIL.get(check.use.id, 0)}")
        yield f"if {doubtful}:"
        yield "  for _ in rule(row, component): return False"
    for number, element in enumerate(elements, start=1):
        if number > check.required_until:
            yield f"if size == {number}: return True"
        if tested[number - 1]:
            yield _test(number, element, scope, guarded=not has_composites)
    yield "return True"


def _qualifiers_are_sound(check: SegmentCheck, element: ElementCheck) -> bool:
    """Whether a value is sound by being a qualifier of the use, which the parser has seen to."""
    return all(is_sound(element, qualifier) for qualifier in check.use.qualifiers)


def _test(number: int, element: ElementCheck, scope: dict[str, Any], *, guarded: bool) -> str:
    """One line that returns False unless the element is surely sound."""
    use, value = element.use, f"row[{number}]"
    if use.usage == "N":
        return f"if {value}: return False"
    absent = "" if use.usage == "R" else f"{value} and "
    if element.mode == MONEY:
        unreadable = f"(len({value}) >= {MEMORABLE} or cents({value}) is None)"
        return f"if {absent}known({value}) is None and {unreadable}: return False"
    if is_text(element):
        shortest = 1 if use.type is None else use.type.shortest
        inside = "" if guarded else f" or component in {value}"
        too_long = f"not {shortest} <= len({value}) <= {element.longest}"
        return f"if {absent}({too_long}{inside}): return False"
    if use.codes:
        scope[f"codes_{number}"] = _sound_codes(element)
        return f"if {value} not in codes_{number}: return False"
    return f"if {value} not in good.values[{number - 1}]: return False"


def _is_remembered(element: ElementCheck) -> bool:
    """Whether its good values are those that were met."""
    use = element.use
    return not (use.usage == "N" or use.codes or element.mode == MONEY or is_text(element))


def is_text(element: ElementCheck) -> bool:
    """Whether the element may hold any text of the right length."""
    use = element.use
    return use.type is not None and use.type.kind == "AN" and use.usage != "N" and not use.codes


def _sound_codes(element: ElementCheck) -> frozenset[str]:
    absent = frozenset() if element.use.usage == "R" else frozenset({""})
    return absent | {code for code in element.use.codes if is_sound(element, code)}
