"""The value that a finding is about, cut short, and without saying who a patient is.

Codes and numbers are quoted as they stand. Text and dates may name a patient, and what stands in
the place of a code or a number may have been shifted there from a name, so of them only the shape
is told: `Xxxx nnnn` for `Lane 1207`. An envelope names nobody, and its elements are quoted whatever
they say where they are what a finding is about; an NPI is public. The control numbers that every
finding carries are told as numbers, or as the shape of what stands there.
"""

import re
from collections.abc import Mapping, Sequence

from cobrelay.x12.schema import CompositeType, ElementType

LONGEST = 20  # characters of a quoted value
NPI = "XX"  # as a qualifier before an id
CODE_LONGEST = 3  # a longer code might be a name
CONTROL_NUMBER_LONGEST = 9  # ISA13, GS06, ST02
_NUMBER = frozenset("0123456789.,+-_ $eE")
_NUMERIC = frozenset({"R", "N0", "N2"})
# How many elements they have: behind these, a lost terminator may have put a name.
_ENVELOPE = {"ISA": 16, "TA1": 5, "GS": 8, "GE": 2, "IEA": 2}
_NUMBERING = {"ST": 3, "SE": 2, "HL": 4, "LX": 1}
_DAY = re.compile(r"(19|20)[0-9]{6}")  # in the place of a number: a birth date, perhaps
_VERSION = re.compile(r"[0-9]{6}X[0-9]{3}([A-Z][0-9])?")

Dictionary = Mapping[str, Sequence[ElementType | CompositeType]]
_NO_DICTIONARY: Dictionary = {}


def quoted(
    row: Sequence[str], label: str, component: str = "", dictionary: Dictionary = _NO_DICTIONARY
) -> str:
    """What stands at `label` ("CLP03", "SVC01-2") of a segment; empty when nothing does."""
    if not label or not label.startswith(row[0]):
        return ""
    number, _, part = label.removeprefix(row[0]).partition("-")
    if not number.isdecimal() or int(number) >= len(row):
        return ""
    value = row[int(number)]
    types: Sequence[ElementType | CompositeType] = dictionary.get(row[0], ())
    kind = types[int(number) - 1] if int(number) <= len(types) else None
    if part:
        parts = value.split(component, int(part))
        value = parts[int(part) - 1] if int(part) <= len(parts) else ""
        inner = kind.components if isinstance(kind, CompositeType) else ()
        kind = inner[int(part) - 1] if int(part) <= len(inner) else None
    elif isinstance(kind, CompositeType) and component not in value:
        kind = kind.components[0]
    told = value.strip()[: LONGEST + 1]
    if _is_nameless(row[0], int(number), told) or _is_npi(row, int(number)):
        told = "".join(map(_seen, told))
    elif not isinstance(kind, ElementType) or not _is_harmless(told, kind):
        told = shape(told)
    return told if len(told) <= LONGEST else f"{told[: LONGEST - 1]}…"


def _is_nameless(segment_id: str, number: int, value: str) -> bool:
    if segment_id in _ENVELOPE:
        return number <= _ENVELOPE[segment_id]
    is_number = _NUMBER.issuperset(value) or _VERSION.fullmatch(value) is not None
    return is_number and number <= _NUMBERING.get(segment_id, 0)


def _is_npi(row: Sequence[str], number: int) -> bool:
    return row[number - 1] == NPI and row[number].isascii() and row[number].isdecimal()


def _is_harmless(value: str, kind: ElementType) -> bool:
    if kind.kind in _NUMERIC:
        return _NUMBER.issuperset(value) and not _DAY.fullmatch(value)
    return kind.kind == "ID" and len(value) <= CODE_LONGEST and value.isascii() and value.isalnum()


def numbered(value: str) -> str:
    """A control number; of what is none, only the shape."""
    if value.isascii() and value.isdecimal() and len(value) <= CONTROL_NUMBER_LONGEST:
        return value
    told = shape(value[: LONGEST + 1])
    return told if len(told) <= LONGEST else f"{told[: LONGEST - 1]}…"


def shape(value: str) -> str:
    """The value with every letter an x or X, every digit an n, and what can't be seen a dot."""
    return "".join(map(_shape_of, value))


def _shape_of(character: str) -> str:
    if character.isdecimal():
        return "n"
    if character.isalpha():
        return "X" if character.isupper() else "x"
    return _seen(character)


def _seen(character: str) -> str:
    return character if character.isascii() and character.isprintable() else "·"
