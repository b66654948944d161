"""One segment as values: an id and its elements, free of any delimiter."""

from dataclasses import dataclass, field

from cobrelay.x12.delimiters import Delimiters
from cobrelay.x12.findings import Place

Element = str | tuple[str, ...]  # simple, or the components of a composite
Text = tuple[str, Delimiters]  # a whole segment as it stood in a file, and with which delimiters
NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Segment:
    """An immutable segment; elements count from 1 as the guides do."""

    id: str
    elements: tuple[Element, ...] = ()
    place: Place = field(default=NOWHERE, repr=False, compare=False)
    # None where it was not read, or where an element holds what parts it under those delimiters.
    text: Text | None = field(default=None, repr=False, compare=False)

    def __getitem__(self, number: int) -> str:
        """Element `number` (from 1) as text; of a composite its first component; else empty."""
        return self.component(number, 1)

    def component(self, number: int, component: int) -> str:
        """Component `component` (from 1) of element `number` (from 1); empty if absent."""
        if not 0 < number <= len(self.elements):
            return ""
        element = self.elements[number - 1]
        if isinstance(element, str):
            return element if component == 1 else ""
        return element[component - 1] if component <= len(element) else ""

    def components(self, number: int) -> tuple[str, ...]:
        """All components of element `number`; a simple one has one, an absent one none."""
        if not 0 < number <= len(self.elements):
            return ()
        element = self.elements[number - 1]
        if isinstance(element, str):
            return (element,) if element else ()
        return element

    def with_element(self, number: int, value: Element) -> "Segment":
        """The same segment with element `number` replaced (or added)."""
        elements = list(self.elements)
        elements.extend("" for _ in range(number - len(elements)))
        elements[number - 1] = value
        return Segment(self.id, _trimmed(elements), self.place)


def segment(segment_id: str, *elements: Element) -> Segment:
    """Make a segment: `segment("CAS", "PR", "1", "21.89")`; empty elements at the end fall away."""
    return Segment(segment_id, _trimmed(list(elements)))


def _trimmed(elements: list[Element]) -> tuple[Element, ...]:
    while elements and not any(elements[-1]):
        elements.pop()
    return tuple(elements)


def read_row(
    row: list[str],
    delimiters: Delimiters,
    place: Place = NOWHERE,
    composites: frozenset[int] | None = None,
    text: str = "",
) -> Segment:
    """The segment whose elements have been parted; `composites` are those with components.

    `text` is what it was parted from: unless it is changed, the segment is written by it.
    """
    component = delimiters.component
    elements: list[Element] = []
    is_parted = True
    for number, part in enumerate(row[1:], start=1):
        if component not in part:
            elements.append(part)
        elif composites is None or number in composites:
            elements.append(tuple(part.split(component)))
        else:
            elements.append(part)
            is_parted = False
    as_read = (text, delimiters) if text and is_parted else None
    return Segment(row[0], tuple(elements), place, as_read)


def read_segment(text: str, delimiters: Delimiters, place: Place = NOWHERE) -> Segment:
    """The segment that stands in `text` (without terminator and line breaks)."""
    return read_row(text.split(delimiters.element), delimiters, place)
