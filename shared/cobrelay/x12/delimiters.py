"""Delimiters: the characters that part segments, elements, components and repetitions."""

from dataclasses import dataclass

ISA_LENGTH = 106  # bytes, terminator included: ISA is the one segment of fixed width


@dataclass(frozen=True, slots=True)
class Delimiters:
    """The four delimiters of an interchange and what follows each terminator."""

    element: str = "*"
    component: str = ":"
    repetition: str = "^"  # empty where ISA11 names none (4010: `U`)
    segment: str = "~"
    line_break: str = ""  # what is written after each terminator

    def all(self) -> str:
        """Every character that may not stand in a value."""
        return self.element + self.component + self.repetition + self.segment


DEFAULT = Delimiters()
