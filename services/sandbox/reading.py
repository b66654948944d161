"""Reads X12 as a clearinghouse must: delimiters from the ISA, envelope checked, nothing assumed."""

from __future__ import annotations

from dataclasses import dataclass, field

ISA_LENGTH = 106  # with its terminator


class Unreadable(Exception):
    """These bytes are no interchange at all; there is nothing to answer to."""


@dataclass(frozen=True, slots=True)
class Row:
    """One segment: its id and elements, counted from 1 as the guides count them."""

    elements: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.elements[0]

    def __getitem__(self, position: int) -> str:
        """The element at this position, empty when the segment ends before it."""
        return self.elements[position] if position < len(self.elements) else ""


@dataclass(slots=True)
class Transaction:
    """ST to SE."""

    rows: list[Row] = field(default_factory=list)

    @property
    def control_number(self) -> str:
        return self.rows[0][2]


@dataclass(slots=True)
class Group:
    """GS to GE."""

    header: Row
    transactions: list[Transaction] = field(default_factory=list)


@dataclass(slots=True)
class Interchange:
    """ISA to IEA; `faults` are TA105 note codes, empty when the envelope is sound."""

    header: Row
    component: str
    groups: list[Group] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def control_number(self) -> str:
        return self.header[13]


def cents(text: str) -> int:
    """Dollars as X12 writes them, as whole cents; ValueError for anything else."""
    sign = -1 if text.startswith("-") else 1
    whole, _, rest = text.removeprefix("-").partition(".")
    if not (whole + rest).isascii() or not (whole + rest).isdigit() or len(rest) > 2:
        raise ValueError("not an amount of money")
    return sign * (int(whole or "0") * 100 + int(rest.ljust(2, "0")))


def read(data: bytes) -> Interchange:
    """One interchange. What is wrong with its envelope is listed in `faults`, as a TA1 says it."""
    text = data.decode("latin-1")
    if not text.startswith("ISA") or len(text) < ISA_LENGTH:
        raise Unreadable("no interchange header")
    element, component, terminator = text[3], text[104], text[105]
    rows = [
        Row(tuple(line.strip("\r\n").split(element)))
        for line in text.split(terminator)
        if line.strip()
    ]
    interchange = Interchange(rows[0], component)
    _nest(interchange, rows[1:])
    return interchange


def _nest(interchange: Interchange, rows: list[Row]) -> None:
    for row in rows:
        match row.id:
            case "GS":
                interchange.groups.append(Group(row))
            case "ST" if interchange.groups:
                interchange.groups[-1].transactions.append(Transaction([row]))
            case "GE":
                interchange.faults += _group_faults(interchange, row)
            case "IEA":
                interchange.faults += _trailer_faults(interchange, row)
            case _ if interchange.groups and interchange.groups[-1].transactions:
                interchange.groups[-1].transactions[-1].rows.append(row)
            case "TA1":
                pass
            case _:
                interchange.faults.append("022")
    if not rows or rows[-1].id != "IEA":
        interchange.faults.append("023")


def _group_faults(interchange: Interchange, trailer: Row) -> list[str]:
    if not interchange.groups or trailer[2] != interchange.groups[-1].header[6]:
        return ["024"]
    return []


def _trailer_faults(interchange: Interchange, trailer: Row) -> list[str]:
    faults = [] if trailer[2] == interchange.control_number else ["001"]
    return faults if trailer[1] == str(len(interchange.groups)) else [*faults, "021"]
