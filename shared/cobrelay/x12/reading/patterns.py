"""Claims that surely fit their guide, as one regular expression worked out from the grammar.

What the expression matches, the set reader would find nothing to say of: each segment in its place
in the guide's order, as often as it may occur, each element of its type and length, each code one
of those that the guide has here. What it does not match may be sound all the same (qualifiers of a
group in another order, the 29th of February): that is for others to say. So a whole claim is
accepted by one call into the regular expression engine. Every repetition is possessive, so nothing
is tried twice: the time is in proportion to the text, whatever stands in it.

For DTM in loop 2110 the piece is `~DTM\\*(?:150|151|472)\\*(?:19|20)…`, where two may stand.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from cobrelay.x12.checking.elements import ElementCheck, is_sound
from cobrelay.x12.checking.identifiers import FORMULA_STARTS
from cobrelay.x12.checking.rules import NOTHING_UNTIL, RULES
from cobrelay.x12.checking.wellformed import is_money
from cobrelay.x12.delimiters import Delimiters
from cobrelay.x12.guides import Guide, guide
from cobrelay.x12.schema import (
    QUALIFYING_ELEMENT,
    ElementType,
    ElementUse,
    Loop,
    SegmentUse,
    Usage,
)
from cobrelay.x12.stretch import BREAKS

# Segments of which a claim has one at most, and whose text is asked for.
CAUGHT = {("NM1", "82"): "rendering", ("MIA", ""): "inpatient", ("MOA", ""): "outpatient"}
_NEVER = "(?!)"
_NO_FORMULA = f"(?![{''.join(sorted(FORMULA_STARTS))}])"  # such a name is worth a note
# A February has 28 days here, which any has.
_DAY_OF_YEAR = (
    "(?:(?:0[1-9]|1[0-2])(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])(?:29|30)|(?:0[13578]|1[02])31)"
)
_DECADES = (2000, 2050)  # the first and the last that days may be of: not many expressions
WORTH_AN_EXPRESSION = 32 * 1024  # characters: one takes as long to make as so many to read
_TIME = "(?:[01][0-9]|2[0-3])[0-5][0-9]"


class Expression:
    """An expression that is made once so much was met to read with it that it pays."""

    __slots__ = ("_made", "_make", "_met")

    def __init__(self, make: Callable[[], re.Pattern[str] | None]) -> None:
        self._make = make
        self._made: re.Pattern[str] | None = None
        self._met = 0  # characters

    def once_worth(self, ahead: int) -> re.Pattern[str] | None:
        """The expression, if it pays with so many more characters ahead."""
        if self._made is None:
            self._met += ahead
            if self._met >= WORTH_AN_EXPRESSION:
                self._made = self._make()
        return self._made


@lru_cache(maxsize=64)
def expression(kind: str, delimiters: Delimiters, lead: str, decade: int | None) -> Expression:
    """The expression for claims, shared by all files: for sound ones, or (no decade) any."""
    if decade is None:
        return Expression(partial(plain_claim, kind, delimiters, lead))
    return Expression(partial(sound_claim, kind, delimiters, lead, decade))


def sound_claim(
    kind: str, delimiters: Delimiters, lead: str, decade: int
) -> re.Pattern[str] | None:
    """Matches a claim without a remark that another segment follows, from its opener on.

    `lead` is what stands between a terminator and the next segment; `decade` begins the last ten
    years that days may be of. None where we have no guide.
    """
    found = guide(kind)
    if found is None:
        return None
    writing = Writing(found, delimiters, lead, decade)
    return re.compile(writing.loop(found.claim_loop) + writing.followed())


def plain_claim(kind: str, delimiters: Delimiters, lead: str) -> re.Pattern[str] | None:
    """Matches a claim whose segments all stand in loops that know them, whatever they hold.

    Without a lead there must be no line breaks in the text.
    """
    found = guide(kind)
    if found is None:
        return None
    writing = Writing(found, delimiters, lead, _DECADES[0])
    return re.compile(writing.plain_loop(found.claim_loop) + writing.followed())


class Writing:
    """Writes pieces of the expression for one set of delimiters."""

    def __init__(self, guide: Guide, delimiters: Delimiters, lead: str, decade: int) -> None:
        self._guide = guide
        years = "19[0-9]{2}"
        if decade >= _DECADES[0]:
            years = f"(?:19[0-9]|20[0-{min(decade, _DECADES[-1]) % 100 // 10}])[0-9]"
        self._day = years + _DAY_OF_YEAR
        self._element = re.escape(delimiters.element)
        self._component = re.escape(delimiters.component)
        self._next = re.escape(delimiters.segment + lead)
        self._any = _all_but(delimiters.element + delimiters.component + delimiters.segment)
        # A line break within a segment is none of its value.
        self._rest = f"[^{re.escape(delimiters.segment)}{lead and BREAKS}]*+"

    def followed(self) -> str:
        """Looks ahead at the segment that a new unit of reading begins with."""
        items = self._guide.grammar.items
        ids = sorted({items[number].opener.id for number in self._guide.cuts})
        return f"(?={self._next}(?:{'|'.join(ids)}){self._element})"

    def loop(self, number: int) -> str:
        """A loop in the guide's order, from the id of its opener on."""
        first, *others = self._guide.grammar.children[number]
        pieces = [self.segment(first)]
        seen: dict[str, frozenset[str]] = {}
        for child in others:
            item = self._guide.grammar.items[child]
            before = seen.get(item.opener.id)
            piece = self._piece(child, before)
            pieces.append(f"(?:{self._next}{piece}){_often(item.what)}")
            seen[item.opener.id] = (before or frozenset()) | item.opener.qualifiers
        return "".join(pieces)

    def plain_loop(self, number: int) -> str:
        """A loop by the ids of the segments in it alone, in any order; loops in it follow."""
        children = [self._guide.grammar.items[at] for at in self._guide.grammar.children[number]]
        ids = sorted({each.what.id for each in children[1:] if isinstance(each.what, SegmentUse)})
        opener = f"{children[0].opener.id}{self._element}{self._rest}"
        own = f"(?:{self._next}(?:{'|'.join(ids)}){self._element}{self._rest})*+"
        inner = (each.number for each in children if isinstance(each.what, Loop))
        return opener + own + "".join(f"(?:{self._next}{self.plain_loop(at)})*+" for at in inner)

    def _piece(self, number: int, before: frozenset[str] | None) -> str:
        """A use or loop, unless it can't be told from one of the same segment before it."""
        what = self._guide.grammar.items[number].what
        opener = what if isinstance(what, SegmentUse) else what.opener
        if before is not None and not (before and opener.qualifiers):
            return _NEVER
        if isinstance(what, Loop):
            return self.loop(number) if before is None else _NEVER
        return self.segment(number, before or frozenset())

    def segment(self, number: int, taken: frozenset[str] = frozenset()) -> str:
        """A use of a segment; its qualifiers are none of those that are taken by another."""
        check = self._guide.checks[number]
        assert check is not None
        use = check.use
        if use.id == "CAS":
            return use.id + self._triplets(use.elements)
        elements = check.elements
        if use.id in RULES:
            elements = elements[: max(NOTHING_UNTIL.get(use.id, 0) - 1, 0)]
        if check.required_until > len(elements):
            return _NEVER
        at = QUALIFYING_ELEMENT.get(use.id, 1) if use.qualifiers else 0
        values = [
            self._qualifier(each, use.qualifiers - taken) if n == at else self._value(each.use)
            for n, each in enumerate(elements, start=1)
        ]
        if use.id == "NM1":
            values[2] = _NO_FORMULA + values[2]
        text = use.id + _ended(values, self._element, check.required_until)
        name = CAUGHT.get((use.id, "".join(use.qualifiers)))
        return f"(?P<{name}>{text})" if name else text

    def _triplets(self, elements: Sequence[ElementUse]) -> str:
        """CAS: a group, then reason and amount, whose quantity may be missing or empty."""
        group, reason, amount, quantity = map(self._value, elements[:4])
        e, most = self._element, (len(elements) - 1) // 3
        return f"{e}{group}(?:{e}{reason}{e}{amount}(?:{e}{quantity})?+){{1,{most}}}+"

    def _qualifier(self, check: ElementCheck, qualifiers: frozenset[str]) -> str:
        if check.use.components:
            return _NEVER
        return _one_of({each for each in qualifiers if is_sound(check, each)})

    def _value(self, use: ElementUse) -> str:
        """An element or component; empty where it may be."""
        if use.usage == "N":
            return ""
        if use.components:
            required = [n for n, part in enumerate(use.components, start=1) if part.usage == "R"]
            parts = [self._value(part) for part in use.components]
            first, rest = parts[0], parts[1:]
            value = first + _ended(rest, self._component, max(required, default=1) - 1)
        elif use.type is None:
            value = _NEVER
        elif use.codes:
            value = _one_of({code for code in use.codes if _fits(code, use.type)})
        else:
            value = self._typed(use.type)
        return value if use.usage == "R" else f"(?:{value})?+"

    def _typed(self, kind: ElementType) -> str:
        match kind.kind:
            case "AN" | "ID":
                return f"{self._any}{{{max(kind.shortest, 1)},{kind.longest}}}+"
            case "R":
                decimals = 2 if is_money(kind) else min(5, kind.longest // 3)
                whole = 14 if is_money(kind) else kind.longest - decimals
                return (
                    f"-?+(?:[0-9]{{1,{whole}}}+(?:\\.[0-9]{{0,{decimals}}}+)?+"
                    f"|\\.[0-9]{{1,{decimals}}}+)"
                )
            case "N0" | "N2":
                return f"-?+[0-9]{{1,{kind.longest}}}+"
            case "DT" if kind.longest == 8:
                return self._day
            case "TM":
                return _TIME
        return _NEVER


def _all_but(separators: str) -> str:
    """The printable characters of ASCII without these; a class of ranges compiles fastest."""
    bounds = sorted({ord(each) for each in separators if " " <= each <= "~"})
    pairs = zip([31, *bounds], [*bounds, 127], strict=True)
    ranges = [f"\\x{low + 1:02x}-\\x{high - 1:02x}" for low, high in pairs if high - low > 1]
    return f"[{''.join(ranges)}]"


def _often(what: SegmentUse | Loop) -> str:
    least = 0 if what.usage is Usage.SITUATIONAL else 1
    return f"{{{least},{what.most or ''}}}+"


def _ended(values: Sequence[str], separator: str, required: int) -> str:
    """Values with a separator before each; those after the last required one may be left out."""
    rest = ""
    for value in reversed(values[required:]):
        rest = f"(?:{separator}{value}{rest})?+"
    return "".join(f"{separator}{value}" for value in values[:required]) + rest


def _one_of(codes: set[str]) -> str:
    """The longest first: none is taken for another that it begins with."""
    longest_first = sorted(codes, key=lambda code: (-len(code), code))
    return f"(?:{'|'.join(map(re.escape, longest_first))})" if codes else _NEVER


def _fits(code: str, kind: ElementType) -> bool:
    return kind.shortest <= len(code) <= kind.longest and kind.kind in ("AN", "ID")
