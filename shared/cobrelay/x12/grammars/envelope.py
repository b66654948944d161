"""The segments of the envelope and the TA1: interchange control structures 00501."""

from cobrelay.x12.schema import SegmentUse, Table, element_types

# fmt: off
_TYPES = {
    "ISA": element_types((
        "ID 2/2 authorization qualifier",
        "AN 10/10 authorization",
        "ID 2/2 security qualifier",
        "AN 10/10 security",
        "ID 2/2 sender id qualifier",
        "AN 15/15 sender id",
        "ID 2/2 receiver id qualifier",
        "AN 15/15 receiver id",
        "AN 6/6 date, YYMMDD",
        "TM 4/4 time",
        "AN 1/1 repetition separator",
        "ID 5/5 version",
        "N0 9/9 control number",
        "ID 1/1 acknowledgment requested",
        "ID 1/1 usage: test or production",
        "AN 1/1 component separator",
    )),
    "TA1": element_types((
        "N0 9/9 control number of the interchange",
        "AN 6/6 its date, YYMMDD",
        "TM 4/4 its time",
        "ID 1/1 acknowledgment",
        "ID 3/3 note",
    )),
    "GS": element_types((
        "ID 2/2 functional code",
        "AN 2/15 sender",
        "AN 2/15 receiver",
        "DT 8/8 date",
        "TM 4/8 time",
        "N0 1/9 control number",
        "ID 1/2 responsible agency",
        "AN 1/12 version and guide",
    )),
    "ST": element_types((
        "ID 3/3 kind",
        "AN 1/9 control number",
        "AN 1/35 guide",
    )),
    "GE": element_types((
        "N0 1/6 number of sets",
        "N0 1/9 control number",
    )),
    "IEA": element_types((
        "N0 1/5 number of groups",
        "N0 9/9 control number",
    )),
}
use = Table(_TYPES).use
_IDS = "01 14 20 27 28 29 30 33 ZZ"  # qualifiers of ISA05 and ISA07

ENVELOPE: dict[str, SegmentUse] = {
    "ISA": use(
        "ISA", "interchange header", "R", 1, "RRRRRRRRRRRRRRRR",
        {"1": "00 03", "3": "00 01", "5": _IDS, "7": _IDS, "14": "0 1", "15": "P T I"},
    ),
    "TA1": use("TA1", "interchange acknowledgment", "S", 0, "RRRRR", {"4": "A E R"}),
    "GS": use("GS", "group header", "R", 1, "RRRRRRRR", {"7": "X"}),
    "ST": use("ST", "set header", "R", 1, "RRS"),
    "GE": use("GE", "group trailer", "R", 1, "RR"),
    "IEA": use("IEA", "interchange trailer", "R", 1, "RR"),
}
# fmt: on
