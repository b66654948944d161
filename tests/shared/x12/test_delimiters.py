"""Delimiters are read from the ISA, or it is said what is wrong with it."""

from __future__ import annotations

import pytest

from cobrelay.x12.delimiters import Delimiters, IsaProblem, read_delimiters
from x12_files import MadeRemittance

ISA = MadeRemittance().to_bytes().decode()[:106]


def test_the_four_delimiters_are_read() -> None:
    assert read_delimiters(ISA) == Delimiters("*", ":", "^", "~")


def test_control_characters_are_delimiters_too() -> None:
    isa = ISA.translate(str.maketrans("*:^~", "\x1d\x1f\x1e\x1c"))

    assert read_delimiters(isa) == Delimiters("\x1d", "\x1f", "\x1e", "\x1c")


def test_an_older_isa_names_no_repetition_separator() -> None:
    found = read_delimiters(ISA.replace("^", "U"))

    assert isinstance(found, Delimiters)
    assert found.repetition == ""


@pytest.mark.parametrize(
    ("isa", "note", "element"),
    [
        (ISA[:60], "023", ""),
        (ISA.replace("LAKEPAYER ", "LAKEPAYER") + "G", "006", "ISA06"),
        (ISA[:105] + "A", "004", "ISA17"),
        (ISA.replace("^", "*"), "022", "ISA11"),
        (ISA[:104] + "~~", "027", "ISA16"),
    ],
)
def test_what_is_wrong_is_named_by_note_and_element(isa: str, note: str, element: str) -> None:
    found = read_delimiters(isa)

    assert isinstance(found, IsaProblem)
    assert (found.note, found.element) == (note, element)
