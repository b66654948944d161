"""HL numbers: counted from 1 in the body of a claim, and on from body to body in a set."""

import re
from collections.abc import Sequence
from functools import lru_cache

from cobrelay.x12.delimiters import Delimiters
from cobrelay.x12.segment import Segment

_ABOVE = {"22": "20", "23": "22"}


def numbered(segments: Sequence[Segment]) -> list[Segment]:
    """The segments with HL01, HL02 and HL04 as their order makes them."""
    found = list(segments)
    places = [at for at, each in enumerate(segments) if each.id == "HL"]
    levels = [segments[at][3] for at in places]
    followers = [*levels[1:], ""] if levels else []
    open_at: dict[str, str] = {}
    for count, (at, level, below) in enumerate(zip(places, levels, followers, strict=True)):
        number = open_at[level] = str(count + 1)
        parent = open_at.get(_ABOVE.get(level, ""), "")
        has_child = "1" if _ABOVE.get(below) == level else "0"
        elements = (number, parent, level, has_child)
        if segments[at].elements != elements:
            found[at] = Segment("HL", elements, segments[at].place)
    return found


def renumbered(body: bytes, before: int, delimiters: Delimiters) -> tuple[bytes, int]:
    """A body whose HL count from 1, counting on after `before`; and how many it has."""

    def counted_on(match: re.Match[bytes]) -> bytes:
        number, parent = match.groups()
        above = b"%d" % (int(parent) + before) if parent else b""
        return separator.join((b"HL", b"%d" % (int(number) + before), above))

    separator = delimiters.element.encode("ascii")
    if not before:
        return body, len(_hl(delimiters).findall(body))
    return _hl(delimiters).subn(counted_on, body)


@lru_cache(maxsize=16)
def _hl(delimiters: Delimiters) -> re.Pattern[bytes]:
    """HL01 and HL02 after an HL that begins a segment; told last, since text is found fastest."""
    element, segment = re.escape(delimiters.element), re.escape(delimiters.segment)
    pattern = rf"HL{element}(?<![^{segment}\r\n]HL{element})([0-9]+){element}([0-9]*)"
    return re.compile(pattern.encode("ascii"))
