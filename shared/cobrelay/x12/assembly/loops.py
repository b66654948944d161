"""What stands in one loop of an 837P, read from its rows: parties, coverages, dates."""

from cobrelay.x12.assembly.parts import (
    NOBODY,
    Row,
    at,
    make_date,
    make_party,
    make_reference,
    padded,
    read_contact,
    read_date,
)
from cobrelay.x12.assembly.trees import Nest
from cobrelay.x12.making import maker
from cobrelay.x12.stretch import Stretch
from cobrelay.x12.values import day
from cobrelay.x12.views.claim import Subscription
from cobrelay.x12.views.facts import Address, Contact, DateReference, Party, Reference

_make_subscription = maker(Subscription)
_make_address = maker(Address)

_WITH_COMPOSITES = frozenset({"CLM", "HI", "SV1", "SVD"})  # are parted where they are read
UNCOVERED = Subscription("")


def rows_of(stretch: Stretch) -> list[Row]:
    """The rows of a unit; what has no place in the guide has one component an element."""
    if -1 not in stretch.uses:
        return stretch.rows
    component = stretch.delimiters.component
    return [
        [row[0], *(element.split(component, 1)[0] for element in row[1:])]
        if use < 0 and row[0] not in _WITH_COMPOSITES
        else row
        for row, use in zip(stretch.rows, stretch.uses, strict=True)
    ]


def date_in(row: Row, stretch: Stretch, index: int) -> DateReference:
    """DTP."""
    if len(row) == 4 and row[2] == "D8":
        return make_date(row[1], day(row[3][:8]), None, source=stretch, at=index)
    return read_date(row, stretch, index)


def reference_in(row: Row, stretch: Stretch, index: int) -> Reference:
    """REF."""
    if len(row) == 3:
        return make_reference(row[1], row[2], "", source=stretch, at=index)
    row = padded(row, 4)
    return make_reference(row[1], row[2], row[3], source=stretch, at=index)


def subscription_in(row: Row, stretch: Stretch, index: int) -> Subscription:
    """SBR."""
    row = padded(row, 10)
    return _make_subscription(
        row[1], row[2], row[3], row[4], row[5], row[9], source=stretch, at=index
    )


def party_in(nest: Nest | None, rows: list[Row], stretch: Stretch) -> Party:
    """The NM1 of a loop with what stands about it: address, birth date, references, contacts."""
    if nest is None:
        return NOBODY
    found: dict[str, Row] = {}  # of segments that stand once the last, but the first name
    name_at = 0
    references: list[Reference] = []
    contacts: list[Contact] = []
    for index in nest.segments:
        row = rows[index]
        match row[0]:
            case "NM1" if "NM1" not in found:
                found["NM1"], name_at = row, index
            case "N3" | "N4" | "DMG":
                found[row[0]] = row
            case "REF":
                references.append(reference_in(row, stretch, index))
            case "PER":
                contacts.append(read_contact(row, stretch, index))
    return _party(found, tuple(references), tuple(contacts), stretch, name_at)


def _party(
    found: dict[str, Row],
    references: tuple[Reference, ...],
    contacts: tuple[Contact, ...],
    stretch: Stretch,
    index: int,
) -> Party:
    if "NM1" not in found:
        return NOBODY
    address, birth_date, sex = None, None, ""
    if len(found) > 1:
        if "N3" in found or "N4" in found:
            address = _address(found.get("N3", []), found.get("N4", []))
        if (dmg := found.get("DMG")) is not None:
            birth_date, sex = day(at(dmg, 2)), at(dmg, 3)
    name = padded(found["NM1"], 10)
    return make_party(
        name[1],
        name[2] == "1",
        name[3],
        name[4],
        name[5],
        name[7],
        name[8],
        name[9],
        address,
        birth_date,
        sex,
        references,
        contacts,
        source=stretch,
        at=index,
    )


def _address(street: Row, city: Row) -> Address:
    street, city = padded(street, 3), padded(city, 5)
    return _make_address(street[1], street[2], city[1], city[2], city[3], city[4])
