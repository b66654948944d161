"""One segment as values: an id and its elements, free of any delimiter."""

from dataclasses import dataclass, field

from cobrelay.x12.delimiters import Delimiters
from cobrelay.x12.findings import Place

Element = str | tuple[str, ...]  # simple, or the components of a composite
NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Segment:
    """An immutable segment; elements count from 1 as the guides do."""

    id: str
    elements: tuple[Element, ...] = ()
    place: Place = field(default=NOWHERE, repr=False, compare=False)

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
) -> Segment:
    """The segment whose elements have been parted; `composites` are those with components."""
    component = delimiters.component
    elements: list[Element] = [
        tuple(part.split(component))
        if component in part and (composites is None or number in composites)
        else part
        for number, part in enumerate(row[1:], start=1)
    ]
    return Segment(row[0], tuple(elements), place)


def read_segment(text: str, delimiters: Delimiters, place: Place = NOWHERE) -> Segment:
    """The segment that stands in `text` (without terminator and line breaks)."""
    return read_row(text.split(delimiters.element), delimiters, place)
