"""What stands in one loop of an 837P, read from its rows: parties, coverages, dates."""

from functools import lru_cache

from cobrelay.x12.assembly.kinds import ABSENT, BIRTH, CITY, CONTACT, REFERENCE, STREET
from cobrelay.x12.assembly.parts import (
    NOBODY,
    Row,
    make_date,
    make_party,
    make_reference,
    padded,
    read_contact,
    read_date,
)
from cobrelay.x12.making import maker
from cobrelay.x12.stretch import Stretch
from cobrelay.x12.values import at, day
from cobrelay.x12.views.claim import Diagnosis, Subscription
from cobrelay.x12.views.facts import Address, Contact, DateReference, Party, Reference

_make_subscription = maker(Subscription)
_make_address = maker(Address)

_WITH_COMPOSITES = frozenset({"CLM", "HI", "SV1", "SVD"})  # are parted where they are read
_OF_ANY_LENGTH = frozenset({"CAS", "HI", "MIA", "MOA"})
_DIAGNOSES = frozenset({"ABK", "ABF", "BK", "BF", "ABJ", "BJ", "APR", "PR"})
UNCOVERED = Subscription("")
_LONGEST_INDEXED = 10  # no element after this one is read from rows of the usual length


class Described:
    """An NM1 with what stands about it in its loop."""

    __slots__ = ("at", "birth", "city", "contacts", "name", "references", "street")

    def __init__(self, name: Row, at: int) -> None:
        self.name = name
        self.at = at
        self.street: Row | None = None
        self.city: Row | None = None
        self.birth: Row | None = None
        self.references: list[Reference] = []
        self.contacts: list[Contact] = []

    def take(self, kind: int, row: Row, stretch: Stretch, index: int) -> None:
        """Take a segment of the loop, if it says something about the party."""
        if kind == REFERENCE:
            self.references.append(reference_in(row, stretch, index))
        elif kind == STREET:
            self.street = row
        elif kind == CITY:
            self.city = row
        elif kind == BIRTH:
            self.birth = row
        elif kind == CONTACT:
            self.contacts.append(read_contact(row, stretch, index))


def party_of(found: Described, stretch: Stretch) -> Party:
    """The party: name, address, birth date, references, contacts."""
    name, address, birth_date, sex = found.name, None, None, ""
    if not name[0]:
        return NOBODY
    if len(name) < 10:
        name = padded(name, 10)
    if found.street is not None or found.city is not None:
        address = _address(found.street or [], found.city or [])
    if found.birth is not None:
        birth_date, sex = day(at(found.birth, 2)), at(found.birth, 3)
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
        tuple(found.references) if found.references else (),
        tuple(found.contacts) if found.contacts else (),
        source=stretch,
        at=found.at,
    )


def _address(street: Row, city: Row) -> Address:
    street, city = padded(street, 3), padded(city, 5)
    return _make_address(street[1], street[2], city[1], city[2], city[3], city[4])


def date_in(row: Row, stretch: Stretch, index: int) -> DateReference:
    """DTP."""
    if row[2] == "D8":
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
    if len(row) < 10:
        row = padded(row, 10)
    return _make_subscription(
        row[1], row[2], row[3], row[4], row[5], row[9], source=stretch, at=index
    )


@lru_cache(maxsize=1024)
def diagnoses_in(row: tuple[str, ...], component: str) -> tuple[Diagnosis, ...]:
    """HI; diagnoses recur together."""
    parted = [element.split(component) for element in row[1:]]
    return tuple(
        Diagnosis(parts[0], parts[1] if len(parts) > 1 else "")
        for parts in parted
        if parts[0] in _DIAGNOSES
    )


def pointers_in(text: str, component: str) -> tuple[str, ...]:
    """SV107."""
    if len(text) == 1:
        return (text,)
    return tuple([pointer for pointer in text.split(component) if pointer])


def rows_of(stretch: Stretch) -> list[Row]:
    """The rows of a unit, and `ABSENT`; what has no place has one component an element."""
    component = stretch.delimiters.component
    return [
        *(
            [row[0], *(element.split(component, 1)[0] for element in row[1:])]
            if use < 0 and row[0] not in _WITH_COMPOSITES
            else row
            for row, use in zip(stretch.rows, stretch.uses, strict=True)
        ),
        ABSENT,
    ]


def filled(rows: list[Row]) -> list[Row]:
    """The rows with empty elements where they are shorter than usual."""
    return [row if row[0] in _OF_ANY_LENGTH else padded(row, _LONGEST_INDEXED) for row in rows]
