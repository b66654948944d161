"""What an element is called and what its value means, as `cobrelay x12 show` says it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cobrelay.cli.x12.files import printable
from cobrelay.money import format_dollars, parse_cents
from cobrelay.x12 import Delimiters, Line
from cobrelay.x12.codes import meaning
from cobrelay.x12.codes.elements import CODE_SETS
from cobrelay.x12.schema import ElementUse, SegmentUse

_MONEY_DIGITS = 18  # the length of element 782
_DATE_LENGTH = 8
_SHORT_DATE_LENGTH = 6
_TIME_LENGTH = 4

_PROCEDURE = {
    "HC": "HCPCS or CPT",
    "AD": "dental (CDT)",
    "NU": "revenue code",
    "N4": "drug (NDC)",
    "ER": "jurisdiction's own",
    "IV": "home infusion",
    "WK": "alternative medicine",
}
_IDS = {
    "XX": "NPI",
    "MI": "member id",
    "PI": "payer's own id",
    "XV": "health plan id",
    "FI": "tax id",
    "24": "employer's tax id",
    "34": "social security number",
    "46": "electronic transmitter id",
    "II": "standard health id",
    "C": "insured's changed id",
    "HN": "Medicare number",
    "MR": "Medicaid number",
    "MC": "Medicaid provider number",
    "BD": "Blue Cross provider number",
    "BS": "Blue Shield provider number",
    "PC": "provider's commercial number",
    "SL": "state license",
    "UP": "provider UPIN",
    "NI": "NAIC number",
}
_NUMBERS = {"TE": "telephone", "EM": "email", "FX": "fax", "EX": "extension", "UR": "web address"}
_YES_NO = {"Y": "yes", "N": "no"}
_SIGNED = {"P": "provider signed, patient not present"}  # 5010; earlier ones had more
_BANK_NUMBERS = {"01": "ABA routing number", "04": "Canadian bank number"}
_BANK_ACCOUNTS = {"DA": "checking account", "SG": "savings account"}
_FORMS = {"D8": "a day", "RD8": "from day to day", "DT": "day and time"}
_CAUSES = {"AA": "auto accident", "EM": "employment", "OA": "other accident"}
_DIAGNOSES = {
    "ABK": "principal diagnosis (ICD-10)",
    "ABF": "diagnosis (ICD-10)",
    "BK": "principal diagnosis (ICD-9)",
    "BF": "diagnosis (ICD-9)",
}
# Small code lists of single elements: too small for a file of their own.
SMALL: dict[str, dict[str, str]] = {
    "ISA14": {"0": "no TA1 asked for", "1": "TA1 asked for"},
    "ISA15": {"T": "test", "P": "production"},
    "GS01": {"HP": "remittances", "HC": "claims", "FA": "acknowledgments", "HN": "claim status"},
    "ST01": {"835": "remittance", "837": "claims", "999": "acknowledgment", "277": "claim status"},
    "BHT02": {"00": "original", "18": "reissue", "08": "status"},
    "BHT06": {"CH": "chargeable", "RP": "reporting", "31": "subrogation", "TH": "receipt"},
    "BHT01": {"0019": "source, receiver, billing provider, subscriber", "0085": "277CA"},
    "BPR03": {"C": "credit", "D": "debit"},
    "BPR05": {"CCP": "ACH with the trace alone", "CTX": "ACH with the remittance"},
    "BPR06": _BANK_NUMBERS,
    "BPR08": _BANK_ACCOUNTS,
    "BPR12": _BANK_NUMBERS,
    "BPR14": _BANK_ACCOUNTS,
    "TRN01": {"1": "the sender's own trace number", "2": "the trace number of what is answered"},
    "PRV01": {"BI": "billing", "PE": "performing", "AT": "attending"},
    "PRV02": {"PXC": "taxonomy code"},
    "HL04": {"0": "no level below", "1": "levels below"},
    "HL03": {
        "19": "provider",
        "20": "source or billing provider",
        "21": "receiver",
        "22": "subscriber",
        "23": "dependent",
        "PT": "patient",
    },
    "NM102": {"1": "person", "2": "organisation"},
    "NM108": _IDS,
    "N103": _IDS,
    "DMG03": {"F": "female", "M": "male", "U": "unknown"},
    "DTP02": _FORMS,
    "DMG01": _FORMS,
    "SVC01-1": _PROCEDURE,
    "SVC06-1": _PROCEDURE,
    "SV101-1": _PROCEDURE,
    "SVD03-1": _PROCEDURE,
    "SV103": {"UN": "units", "MJ": "minutes"},
    "SV109": _YES_NO,
    "CLM05-2": {"A": "institutional (type of bill)", "B": "professional (place of service)"},
    "CLM06": _YES_NO,
    "CLM07": {"A": "assigned", "B": "assigned for lab only", "C": "not assigned"},
    "CLM08": _YES_NO | {"W": "not applicable"},
    "CLM09": {"Y": "signed", "I": "informed consent"},
    "CLM10": _SIGNED,
    **{f"CLM11-{number}": _CAUSES for number in (1, 2)},
    "OI03": _YES_NO | {"W": "not applicable"},
    "OI04": _SIGNED,
    "OI06": {"Y": "signed", "I": "informed consent"},
    "LQ01": {"HE": "remark code", "RX": "NCPDP reject code"},
    "STC03": {"WQ": "accept", "U": "reject"},
    **{f"PER{number:02d}": _NUMBERS for number in (3, 5, 7)},
    **{f"HI{number:02d}-1": _DIAGNOSES for number in range(1, 13)},
}
_SPELLED = {"\n": "line feed", "\r": "carriage return", "\t": "tab", " ": "blank"}


@dataclass(frozen=True, slots=True)
class Value:
    """One element or component as it is shown."""

    label: str  # CLP03, SVC01-2
    name: str
    raw: str
    shown: str
    words: str = ""
    is_money: bool = False


def values(line: Line) -> Iterator[Value]:
    """Every element of a segment that has a value; of an ISA the delimiters, too."""
    segment = line.segment
    for number, element in enumerate(segment.elements, start=1):
        label = f"{segment.id}{number:02d}"
        use = _use(line.use, number)
        if isinstance(element, str) and not (use and use.components):
            if element.strip():
                yield _value(label, element, use, line)
            continue
        for place, part in enumerate(segment.components(number), start=1):
            inner = use.components[place - 1] if use and place <= len(use.components) else None
            if part.strip():
                yield _value(f"{label}-{place}", part, inner, line)
    if segment.id == "ISA":
        yield from _terminators(line.delimiters)


def _use(use: SegmentUse | None, number: int) -> ElementUse | None:
    if use is None or number > len(use.elements):
        return None
    return use.elements[number - 1]


def _terminators(delimiters: Delimiters) -> Iterator[Value]:
    for name, character in (
        ("element separator", delimiters.element),
        ("segment terminator", delimiters.segment),
    ):
        yield Value("", name, character, _spelled(character))


def _spelled(character: str) -> str:
    if character.isprintable() and character != " ":
        return character
    return _SPELLED.get(character, f"character {ord(character)}")


def _value(label: str, value: str, use: ElementUse | None, line: Line) -> Value:
    kind = use.type if use else None
    name = kind.name if kind else ""
    if label in ("ISA11", "ISA16"):
        return Value(label, name, value, _spelled(value))
    if kind and kind.kind == "R" and kind.longest == _MONEY_DIGITS:
        cents = parse_cents(value)
        if cents is not None:
            return Value(label, name, value, format_dollars(cents), is_money=True)
    shown = _dated(label, value.strip(), kind.kind if kind else "", line)
    return Value(
        label, name.removesuffix(", YYMMDD"), value, printable(shown), _words(label, value)
    )


def _words(label: str, value: str) -> str:
    if label in CODE_SETS:
        return meaning(CODE_SETS[label], value)
    return SMALL.get(label, {}).get(value, "")


def _dated(label: str, value: str, kind: str, line: Line) -> str:
    """Dates and times with their separators: 2026-03-02, 09:15."""
    if not (value.isascii() and value.replace("-", "").isdecimal()):
        return value
    form = line.segment[2] if label == "DTP03" else line.segment[1] if label == "DMG02" else ""
    if label in ("ISA09", "TA102") and len(value) == _SHORT_DATE_LENGTH:
        return _day(f"20{value}")
    if (kind == "DT" or form == "D8") and len(value) == _DATE_LENGTH:
        return _day(value)
    if form == "RD8" and re.fullmatch(r"[0-9]{8}-[0-9]{8}", value):
        return f"{_day(value[:8])} to {_day(value[9:])}"
    if kind == "TM" and len(value) >= _TIME_LENGTH:
        return f"{value[:2]}:{value[2:4]}"
    return value


def _day(value: str) -> str:
    return f"{value[:4]}-{value[4:6]}-{value[6:]}"
