"""Delimiters: the characters that part segments, elements, components and repetitions.

They are read from the ISA, never assumed. The ISA is the one segment of fixed width, so its own
elements are found by counting, and a shifted one shows.
"""

import re
from dataclasses import dataclass

ISA_LENGTH = 106  # characters, terminator included
_ISA_ELEMENT_ENDS = (3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103)
_ISA_NAMES = tuple(f"ISA{number:02d}" for number in range(1, 17))
_USUAL_VERSIONS = re.compile(r"00[345][0-9]{2}")


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


@dataclass(frozen=True, slots=True)
class IsaProblem:
    """Why an ISA can't be used: interchange note, element, and a sentence each."""

    note: str  # TA1 note code
    element: str
    message: str
    fix: str


def read_delimiters(isa: str) -> Delimiters | IsaProblem:
    """The delimiters that 106 characters of an ISA state, or what is wrong with it."""
    if len(isa) < ISA_LENGTH:
        return IsaProblem("023", "", "The file ends within the ISA.", "Send the whole file.")
    element = isa[3]
    if element.isalnum() or element in " \r\n":
        return IsaProblem(
            "026", "ISA", "No element separator follows ISA.", "Put a separator after ISA."
        )
    shifted = next((n for n, at in enumerate(_ISA_ELEMENT_ENDS) if isa[at] != element), None)
    if shifted is not None:
        return _shifted(max(shifted, 1))
    if isa[82] == element:
        return _repeated_separator()
    if isa.count(element, 0, ISA_LENGTH - 2) != len(_ISA_ELEMENT_ENDS):
        return IsaProblem(
            "022", "ISA", "The ISA does not have 16 elements.", "Give it 16 elements."
        )
    return _checked(element, isa[82], isa[104], isa[105])


def _shifted(element: int) -> IsaProblem:
    notes = {5: "005", 6: "006", 7: "007", 8: "008"}
    name = _ISA_NAMES[element - 1]
    return IsaProblem(
        notes.get(element, "022"),
        name,
        f"{name} has not its fixed width.",
        "Pad each ISA element with blanks to its fixed width.",
    )


def _checked(
    element: str, repetition: str, component: str, segment: str
) -> Delimiters | IsaProblem:
    if segment.isalnum() or segment == " ":
        return IsaProblem(
            "004",
            "ISA17",
            "The segment terminator is a letter, digit or blank.",
            "Use a character that occurs in no value, such as ~.",
        )
    if component.isalnum() or component in (element, segment, " "):
        return IsaProblem(
            "027",
            "ISA16",
            "The component separator is no separator of its own.",
            "Use a character that occurs in no value, such as :.",
        )
    if repetition.isalnum() or repetition == " ":
        repetition = ""
    elif repetition in (segment, component):
        return _repeated_separator()
    return Delimiters(element, component, repetition, segment)


def _repeated_separator() -> IsaProblem:
    return IsaProblem(
        "022",
        "ISA11",
        "The repetition separator is used as another separator too.",
        "Use a character of its own, such as ^.",
    )


def is_known_version(version: str) -> bool:
    """Whether ISA12 names an interchange version that we understand."""
    return bool(_USUAL_VERSIONS.fullmatch(version))
