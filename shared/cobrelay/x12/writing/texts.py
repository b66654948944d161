"""Segments as text: elements joined, and nothing written that a reader would take apart otherwise.

A value that contains a delimiter or a control character is refused, never escaped or dropped. Text
of many segments is searched as a whole: it must hold as many separators as the segments call for.
Only where it does not is the element looked for that is to blame.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from cobrelay.x12.delimiters import DEFAULT, Delimiters
from cobrelay.x12.segment import Element, Segment


class Unwritable(ValueError):
    """A value or segment that can't be written; names the element, never quotes the value."""

    def __init__(self, segment_id: str, element: str, reason: str) -> None:
        super().__init__(f"{element or segment_id}: {reason}")
        self.segment_id = segment_id
        self.element = element
        self.reason = reason


def write_segment(
    segment: Segment, delimiters: Delimiters = DEFAULT, *, strict: bool = True
) -> str:
    """One segment with its terminator; raises `Unwritable`.

    Not `strict` gives back what was read as it was: empty elements at the end, foreign characters.
    """
    parts = [segment.id]
    for number, element in enumerate(segment.elements, start=1):
        if strict:
            parts.append(_element(segment.id, number, element, delimiters))
        elif isinstance(element, str):
            parts.append(element)
        else:
            parts.append(delimiters.component.join(element))
    while strict and len(parts) > 1 and not parts[-1]:
        parts.pop()
    return delimiters.element.join(parts) + delimiters.segment + delimiters.line_break


def _element(segment_id: str, number: int, element: Element, delimiters: Delimiters) -> str:
    label = f"{segment_id}{number:02d}"
    if isinstance(element, str):
        refuse_unwritable(segment_id, label, element, delimiters)
        return element
    components = list(element)
    while components and not components[-1]:
        components.pop()
    for place, component in enumerate(components, start=1):
        refuse_unwritable(segment_id, f"{label}-{place}", component, delimiters)
    return delimiters.component.join(components)


def refuse_unwritable(segment_id: str, label: str, value: str, delimiters: Delimiters) -> None:
    """Raise `Unwritable` if a reader could not read the value back."""
    if not (value.isascii() and value.isprintable()):
        raise Unwritable(segment_id, label, "a character outside the basic character set")
    for character in delimiters.all():
        if character in value:
            raise Unwritable(segment_id, label, "the value contains a delimiter")


def write_segments(segments: Sequence[Segment], delimiters: Delimiters = DEFAULT) -> bytes:
    """All segments with their terminators; raises `Unwritable` for the first that can't be."""
    terminator = delimiters.segment
    texts, are_parted = _texts(segments, delimiters)
    texts.append("")
    text = terminator.join(texts)
    if (
        not are_parted
        or not (text.isascii() and text.isprintable())
        or (delimiters.repetition and delimiters.repetition in text)
    ):
        return "".join(write_segment(each, delimiters) for each in segments).encode("ascii")
    text = _trimmed(text, delimiters)
    if delimiters.line_break:
        text = text.replace(terminator, terminator + delimiters.line_break)
    return text.encode("ascii")


def _texts(segments: Sequence[Segment], delimiters: Delimiters) -> tuple[list[str], bool]:
    """Each segment as text, and whether they hold no more separators than they should.

    A segment that was read under these delimiters, and not changed since, is text already.
    """
    separator, component = delimiters.element, delimiters.component
    texts: list[str] = []
    made: list[str] = []
    elements = components = 0
    same: Delimiters | None = None  # other than these, but with the same characters
    for each in segments:
        if each.text is not None:
            text, read_under = each.text
            if read_under is same or read_under.all() == delimiters.all():
                same = read_under
                texts.append(text)
                continue
        values = each.elements
        elements += len(values)
        try:
            text = separator.join((each.id, *values))  # type: ignore[arg-type]
        except TypeError:  # it has a composite
            flat = [v if isinstance(v, str) else component.join(v) for v in values]
            components += sum(len(v) - 1 for v in values if v and not isinstance(v, str))
            text = separator.join((each.id, *flat))
        texts.append(text)
        made.append(text)
    new = delimiters.segment.join(made)
    found = (new.count(separator), new.count(component), new.count(delimiters.segment))
    return texts, found == (elements, components, max(len(made) - 1, 0))


def _trimmed(text: str, delimiters: Delimiters) -> str:
    """Without the separators after the last component of an element, and the last element."""
    separator, component, terminator = delimiters.element, delimiters.component, delimiters.segment
    if component + separator in text or component + terminator in text:
        text = _before(component, separator + terminator).sub("", text)
    if separator + terminator in text:
        text = _before(separator, terminator).sub("", text)
    return text


@lru_cache(maxsize=16)
def _before(characters: str, ends: str) -> re.Pattern[str]:
    return re.compile(f"{re.escape(characters)}+(?=[{re.escape(ends)}])")
