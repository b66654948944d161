"""What every kind of X12 set has: parties, references, dates, amounts, adjustments, procedures.

Amounts are whole cents, dates are `date` (None when absent or unreadable), other values the text
of the element, empty when absent. Every view can say where it was read: `view.place`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from cobrelay.money import Cents
from cobrelay.x12.findings import Place


class Source(Protocol):
    """The stretch of a file that a view was read from; works out places when asked for."""

    def place(self, at: int) -> Place: ...


class _Nowhere:
    """The source of a view that was made by hand."""

    __slots__ = ()

    def place(self, at: int) -> Place:  # noqa: ARG002
        return Place()


NOWHERE: Source = _Nowhere()


def phi(default: Any = "") -> Any:
    """A field that identifies a patient: left out of `repr`, so that no log shows it."""
    return field(default=default, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """Base of all views: knows its source and its segment in it."""

    source: Source = field(default=NOWHERE, repr=False, compare=False)
    at: int = field(default=0, repr=False, compare=False)

    @property
    def place(self) -> Place:
        """Segment id, index in the file, position in the set and byte offset."""
        return self.source.place(self.at)


@dataclass(frozen=True, slots=True)
class Reference(Located):
    """REF: an identification number."""

    qualifier: str  # REF01
    value: str = phi()  # REF02
    description: str = phi()  # REF03


@dataclass(frozen=True, slots=True)
class DateReference(Located):
    """DTM or DTP: a date or a period with its meaning."""

    qualifier: str  # 472 service, 232/233 statement, 573 adjudication, 050 received, …
    start: date | None = field(default=None, repr=False)
    end: date | None = field(default=None, repr=False)  # only of a period (RD8)


@dataclass(frozen=True, slots=True)
class Amount(Located):
    """AMT: a monetary amount with its meaning."""

    qualifier: str  # D payer paid, EAF remaining liability, F5 patient paid, B6 allowed, I interest
    amount: Cents


@dataclass(frozen=True, slots=True)
class Quantity(Located):
    """QTY: a count with its meaning."""

    qualifier: str
    value: str


@dataclass(frozen=True, slots=True)
class Adjustment(Located):
    """One triplet of a CAS: positive reduces the payment, negative increases it."""

    group: str  # CO, PR, OA, PI, CR
    reason: str  # CARC
    amount: Cents
    quantity: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure composite, `HC:99213:25`."""

    qualifier: str  # HC, NU, N4, …
    code: str
    modifiers: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Remark(Located):
    """LQ: a remark code of a line."""

    qualifier: str  # HE: RARC, RX: NCPDP
    code: str


@dataclass(frozen=True, slots=True)
class Address:
    """N3 and N4."""

    line: str = phi()
    line2: str = phi()
    city: str = phi()
    state: str = ""
    postal_code: str = phi()
    country: str = ""


@dataclass(frozen=True, slots=True)
class Contact(Located):
    """PER: whom to call."""

    function: str  # CX claims, BL technical, IC information
    name: str = ""
    numbers: tuple[tuple[str, str], ...] = ()  # (TE | EM | FX | EX | UR, value)


@dataclass(frozen=True, slots=True)
class Party(Located):
    """A person or an organisation as NM1 or N1 names it, with what follows about it in its loop."""

    entity: str  # NM101 / N101: QC, IL, 74, 82, TT, PR, GB, 85, 40, 41, PE, …
    is_person: bool = False
    last_name: str = phi()  # of an organisation: its name
    first_name: str = phi()
    middle_name: str = phi()
    suffix: str = phi()
    id_qualifier: str = ""  # NM108 / N103: MI, XX, PI, XV, FI, C, …
    id: str = phi()  # NM109 / N104
    address: Address | None = field(default=None, repr=False)
    birth_date: date | None = field(default=None, repr=False)
    sex: str = phi()
    references: tuple[Reference, ...] = ()
    contacts: tuple[Contact, ...] = ()

    @property
    def name(self) -> str:
        """The organisation's name, or `LAST, FIRST`."""
        return f"{self.last_name}, {self.first_name}" if self.first_name else self.last_name

    def reference(self, qualifier: str) -> str:
        """The first REF of this qualifier, or an empty text."""
        return reference_of(self.references, qualifier)

    @property
    def npi(self) -> str:
        """The NPI, when the party is identified by one."""
        return self.id if self.id_qualifier == "XX" else ""

    @property
    def tax_id(self) -> str:
        """EIN or SSN, from the id itself or its REF*EI, TJ or SY."""
        if self.id_qualifier in ("FI", "24", "34"):
            return self.id
        return self.reference("EI") or self.reference("TJ") or self.reference("SY")


@dataclass(frozen=True, slots=True)
class AdjudicationInfo(Located):
    """MIA or MOA: claim-level remarks and amounts; `elements` copies the segment."""

    segment_id: str  # "MIA" or "MOA"
    remarks: tuple[str, ...]  # RARCs, at most five
    elements: tuple[str, ...]  # all elements after the id, as sent


def reference_of(references: Iterable[Reference], qualifier: str) -> str:
    """The value of the first reference with this qualifier, or an empty text."""
    return next((r.value for r in references if r.qualifier == qualifier), "")


def amount_of(amounts: Iterable[Amount], qualifier: str) -> Cents | None:
    """The first amount with this qualifier (cents), or None."""
    return next((a.amount for a in amounts if a.qualifier == qualifier), None)


def date_of(dates: Iterable[DateReference], qualifier: str) -> date | None:
    """The (first) day of the first date with this qualifier, or None."""
    return next((d.start for d in dates if d.qualifier == qualifier), None)


def total(adjustments: Iterable[Adjustment]) -> Cents:
    """The sum of the adjustments (cents)."""
    return Cents(sum(adjustment.amount for adjustment in adjustments))
