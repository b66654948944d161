"""The views of single segments: references, dates, amounts, parties, adjustments, procedures."""

from dataclasses import replace
from functools import lru_cache

from cobrelay.money import ZERO
from cobrelay.x12.making import maker
from cobrelay.x12.values import at, cents, day, period, remarks_of
from cobrelay.x12.views.facts import (
    Address,
    AdjudicationInfo,
    Adjustment,
    Amount,
    Contact,
    DateReference,
    Party,
    Procedure,
    Quantity,
    Reference,
    Source,
)

Row = list[str]

make_reference = maker(Reference)
make_date = maker(DateReference)
make_amount = maker(Amount)
make_quantity = maker(Quantity)
make_adjustment = maker(Adjustment)
make_information = maker(AdjudicationInfo)
make_party = maker(Party)
make_contact = maker(Contact)

PROCEDURES_MAX = 4096

_EMPTY = [""] * 32


def padded(row: Row, size: int) -> Row:
    """The row with at least `size` items, the id among them; absent elements are empty."""
    return row if len(row) >= size else row + _EMPTY[: size - len(row)]


def read_reference(row: Row, source: Source, index: int) -> Reference:
    """REF."""
    row = padded(row, 4)
    return make_reference(row[1], row[2], row[3], source=source, at=index)


def read_date(row: Row, source: Source, index: int) -> DateReference:
    """DTM (date in 02) or DTP (format in 02, date or period in 03)."""
    row = padded(row, 4)
    if row[0] == "DTM":
        return make_date(row[1], day(row[2]), None, source=source, at=index)
    if row[2] == "RD8" and (span := period(row[3])):
        return make_date(row[1], span[0], span[1], source=source, at=index)
    return make_date(row[1], day(row[3][:8]), None, source=source, at=index)


def read_amount(row: Row, source: Source, index: int) -> Amount:
    """AMT."""
    row = padded(row, 3)
    return make_amount(row[1], cents(row[2]) or ZERO, source=source, at=index)


def read_quantity(row: Row, source: Source, index: int) -> Quantity:
    """QTY."""
    return make_quantity(at(row, 1), at(row, 2), source=source, at=index)


def read_adjustments(row: Row, source: Source, index: int) -> list[Adjustment]:
    """CAS: up to six triplets; a triplet that lacks reason or amount is left out (a finding)."""
    group = at(row, 1)
    found = []
    size = len(row)
    for first in range(2, min(size, 20), 3):
        reason = row[first]
        if reason and first + 1 < size and (amount := cents(row[first + 1])) is not None:
            quantity = row[first + 2] if first + 2 < size else ""
            found.append(make_adjustment(group, reason, amount, quantity, source=source, at=index))
    return found


def read_procedure(text: str, component: str) -> Procedure:
    """A procedure composite `HC:99213:25`; without components the code stands alone."""
    known = known_procedures(component)
    found = known.get(text)
    if found is None:
        if len(known) >= PROCEDURES_MAX:
            known.clear()
        found = known[text] = _procedure(text.split(component))
    return found


@lru_cache(maxsize=4)
def known_procedures(component: str) -> dict[str, Procedure]:  # noqa: ARG001
    """What was read with this component separator; procedures recur."""
    return {}


def _procedure(parts: list[str]) -> Procedure:
    if len(parts) == 1:
        return Procedure("", parts[0])
    modifiers = tuple(part for part in parts[2:6] if part)
    return Procedure(parts[0], parts[1], modifiers, parts[6] if len(parts) > 6 else "")


def read_contact(row: Row, source: Source, index: int) -> Contact:
    """PER."""
    pairs = ((at(row, n), at(row, n + 1)) for n in (3, 5, 7))
    numbers = tuple(pair for pair in pairs if pair[0])
    return make_contact(at(row, 1), at(row, 2), numbers, source=source, at=index)


def read_information(row: Row, source: Source, index: int) -> AdjudicationInfo:
    """MIA or MOA."""
    return make_information(row[0], remarks_of(row), tuple(row[1:]), source=source, at=index)


def read_name(row: Row, source: Source, index: int) -> Party:
    """NM1."""
    row = padded(row, 10)
    return make_party(
        row[1],
        row[2] == "1",
        row[3],
        row[4],
        row[5],
        row[7],
        row[8],
        row[9],
        source=source,
        at=index,
    )


def read_organisation(row: Row, source: Source, index: int) -> Party:
    """N1."""
    return make_party(
        at(row, 1),
        last_name=at(row, 2),
        id_qualifier=at(row, 3),
        id=at(row, 4),
        source=source,
        at=index,
    )


def describe_party(party: Party, rows: list[tuple[int, Row]], source: Source) -> Party:
    """The party with what follows about it: address, birth date, references, contacts."""
    line, line2, place = "", "", ("", "", "", "")
    references, contacts = [], []
    birth_date, sex, addressed = None, "", False
    for index, row in rows:
        match row[0]:
            case "N3":
                line, line2, addressed = at(row, 1), at(row, 2), True
            case "N4":
                place = (at(row, 1), at(row, 2), at(row, 3), at(row, 4))
                addressed = True
            case "DMG":
                birth_date, sex = day(at(row, 2)), at(row, 3)
            case "REF":
                references.append(read_reference(row, source, index))
            case "PER":
                contacts.append(read_contact(row, source, index))
    return replace(
        party,
        address=Address(line, line2, *place) if addressed else None,
        birth_date=birth_date,
        sex=sex,
        references=tuple(references),
        contacts=tuple(contacts),
    )


NOBODY = Party("")
