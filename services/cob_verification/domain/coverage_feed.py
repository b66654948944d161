"""One row of a coverage feed: what it states, or why it is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cob_verification.domain.coverage import Address, Coverage, Evidence, PayerName, Person
from cob_verification.domain.patient import PatientIdentity
from cob_verification.domain.reasons import REASONS
from cobrelay.dates import parse_day

PATIENT_COLUMNS = (
    "patient_last_name",
    "patient_first_name",
    "patient_birth_date",
    "patient_sex",
)
REQUIRED_COLUMNS = (*PATIENT_COLUMNS, "rank")
PAYER_COLUMNS = ("payer_id", "payer_name")
COLUMNS = frozenset(
    {
        *REQUIRED_COLUMNS,
        *PAYER_COLUMNS,
        "patient_account",
        "payer_street",
        "payer_city",
        "payer_state",
        "payer_zip",
        "claim_filing_indicator",
        "insurance_type",
        "group_number",
        "group_name",
        "member_id",
        "relationship",
        "subscriber_last_name",
        "subscriber_first_name",
        "subscriber_birth_date",
        "subscriber_sex",
        "subscriber_street",
        "subscriber_city",
        "subscriber_state",
        "subscriber_zip",
        "effective_on",
        "terminated_on",
    }
)
RANK_MAX = 11  # SBR01 has P, S, T and A to H

_FILING_INDICATORS = "11 12 13 14 15 16 17 AM BL CH CI DS FI HM LM MA MB MC OF TV VA WC ZZ"  # SBR09
CODES: Mapping[str, frozenset[str]] = {
    "patient_sex": frozenset("FMU"),
    "subscriber_sex": frozenset("FMU"),
    "claim_filing_indicator": frozenset(_FILING_INDICATORS.split()),
    "insurance_type": frozenset(["12", "13", "14", "15", "16", "41", "42", "43", "47"]),  # SBR05
    "relationship": frozenset(["01", "18", "19", "20", "21", "39", "40", "53", "G8"]),  # 1069
}
DATES = ("patient_birth_date", "subscriber_birth_date", "effective_on", "terminated_on")


@dataclass(frozen=True, slots=True)
class StatedRow:
    """What a good row states; `extras` are the columns that we do not know, kept as they are."""

    line: int
    patient: PatientIdentity
    account: str
    coverage: Coverage
    extras: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that is refused alone; never the offending value."""

    line: int
    column: str
    code: str
    rows: int = 1
    """COB-910 alone speaks for more than one: those from this line on that are not told."""

    @property
    def detail(self) -> str:
        sentence = REASONS[self.code]
        return sentence if self.rows == 1 else f"{sentence} ({self.rows} rows)"


Row = Mapping[str, str]


def read_header(names: Sequence[str]) -> tuple[str, ...] | None:
    """The header's columns in their order, or None when rows could not be read by it."""
    header = tuple(name.strip().lower() for name in names)
    is_complete = set(REQUIRED_COLUMNS) <= set(header) and bool(set(PAYER_COLUMNS) & set(header))
    is_unique = len(set(header)) == len(header)
    return header if is_complete and is_unique else None


def unknown_columns(header: Sequence[str]) -> tuple[str, ...]:
    """Columns that nobody reads: kept with the row, and reported."""
    return tuple(name for name in header if name not in COLUMNS)


def read_row(header: Sequence[str], values: Sequence[str], line: int) -> StatedRow | RefusedRow:
    """One row; the first complaint refuses it."""
    if any("\ufffd" in value or "\x00" in value for value in values):
        return RefusedRow(line, "", "COB-907")
    if len(values) != len(header):
        return RefusedRow(line, "", "COB-905")
    row = {name: value.strip() for name, value in zip(header, values, strict=True)}
    for check in _CHECKS:
        complaint = check(row)
        if complaint is not None:
            return RefusedRow(line, *complaint)
    return _stated(row, line)


Complaint = tuple[str, str] | None


def _required(row: Row) -> Complaint:
    empty = next((name for name in REQUIRED_COLUMNS if not row[name]), None)
    if empty:
        return empty, "COB-901"
    has_payer = any(row.get(name) for name in PAYER_COLUMNS)
    return None if has_payer else ("payer_id", "COB-901")


def _rank(row: Row) -> Complaint:
    text = row["rank"]
    is_rank = text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= RANK_MAX
    return None if is_rank else ("rank", "COB-903")


def _dates(row: Row) -> Complaint:
    wrong = (name for name in DATES if row.get(name) and parse_day(row[name]) is None)
    return next(((name, "COB-902") for name in wrong), None)


def _codes(row: Row) -> Complaint:
    for name, allowed in CODES.items():
        if row.get(name) and row[name].upper() not in allowed:
            return name, "COB-904"
    return None


def _span(row: Row) -> Complaint:
    first, last = parse_day(row.get("effective_on", "")), parse_day(row.get("terminated_on", ""))
    return ("terminated_on", "COB-906") if first and last and last < first else None


_CHECKS: tuple[Callable[[Row], Complaint], ...] = (_required, _rank, _dates, _codes, _span)


def _stated(row: Row, line: int) -> StatedRow:
    return StatedRow(
        line=line,
        patient=PatientIdentity(
            last_name=row["patient_last_name"],
            first_name=row["patient_first_name"],
            birth_date=row["patient_birth_date"],
            sex=row["patient_sex"].upper(),
        ),
        account=row.get("patient_account", ""),
        coverage=_coverage(row),
        extras=tuple((name, row[name]) for name in unknown_columns(tuple(row)) if row[name]),
    )


def _coverage(row: Row) -> Coverage:
    return Coverage(
        coverage_id="",  # follows from the patient's key, which this reading does not know
        rank=int(row["rank"]),
        payer=_payer(row),
        member_id=row.get("member_id", ""),
        claim_filing_indicator=row.get("claim_filing_indicator", "").upper(),
        insurance_type=row.get("insurance_type", "").upper(),
        group_number=row.get("group_number", ""),
        group_name=row.get("group_name", ""),
        relationship=row.get("relationship", "").upper(),
        subscriber=_subscriber(row),
        effective_on=parse_day(row.get("effective_on", "")),
        terminated_on=parse_day(row.get("terminated_on", "")),
        evidence=Evidence.FEED,
    )


def _payer(row: Row) -> PayerName:
    return PayerName(
        name=row.get("payer_name", ""),
        id=row.get("payer_id", ""),
        id_qualifier="PI" if row.get("payer_id") else "",
        address=_address(row, "payer"),
    )


def _subscriber(row: Row) -> Person:
    """The subscriber; where the row names none and the patient is it, the patient."""
    if not row.get("subscriber_last_name") and row.get("relationship", "") in {"", "18"}:
        return Person(
            last_name=row["patient_last_name"],
            first_name=row["patient_first_name"],
            birth_date=row["patient_birth_date"],
            sex=row["patient_sex"].upper(),
            address=_address(row, "subscriber"),
        )
    return Person(
        last_name=row.get("subscriber_last_name", ""),
        first_name=row.get("subscriber_first_name", ""),
        birth_date=row.get("subscriber_birth_date", ""),
        sex=row.get("subscriber_sex", "").upper(),
        address=_address(row, "subscriber"),
    )


def _address(row: Row, whose: str) -> Address:
    return Address(
        street=row.get(f"{whose}_street", ""),
        city=row.get(f"{whose}_city", ""),
        state=row.get(f"{whose}_state", ""),
        postal_code=row.get(f"{whose}_zip", ""),
    )
