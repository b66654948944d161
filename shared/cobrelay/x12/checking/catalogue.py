# ruff: noqa: E501 - a table, one code a line
"""Every code that a finding can have: what is checked, in which sets, with which verdict, and why.

A test holds this list against the codes in the code, both ways; `docs/x12/rules.md` is made from it.
"""

from dataclasses import dataclass

from cobrelay.x12.findings import Level


@dataclass(frozen=True, slots=True)
class Rule:
    """One code: `verdicts` from the mildest to the worst that it comes with."""

    code: str
    level: Level
    verdicts: str
    sets: str
    checks: str  # one sentence
    source: str  # guide, standard or regulation


_ENVELOPE, _STRUCTURE = Level.ENVELOPE, Level.STRUCTURE
_ELEMENTS, _BALANCES, _IDENTIFIERS = Level.ELEMENTS, Level.BALANCES, Level.IDENTIFIERS
_X12_5 = "X12.5, interchange control; 005010X231A1 C.1"
_X12_6 = "X12.6, application control"
_999 = "005010X231A1"
_835 = "005010X221A1"
_837 = "005010X222A1"
_277 = "005010X214"
_ADOPTED = "45 CFR 162.920"
_CODES = "45 CFR 162.1002"

# fmt: off
RULES: tuple[Rule, ...] = (
    Rule("TA1:001", _ENVELOPE, "REJECT_FILE", "all", "IEA02 repeats ISA13.", _X12_5),
    Rule("TA1:004", _ENVELOPE, "REJECT_FILE", "all", "The segment terminator is no letter, digit or blank.", _X12_5),
    Rule("TA1:005", _ENVELOPE, "WARN, REJECT_FILE", "all", "ISA05 has its fixed width and is a qualifier of the guides.", _X12_5),
    Rule("TA1:006", _ENVELOPE, "WARN, REJECT_FILE", "all", "ISA06 has its fixed width, is not blank, and has no control characters.", _X12_5),
    Rule("TA1:007", _ENVELOPE, "WARN, REJECT_FILE", "all", "ISA07 has its fixed width and is a qualifier of the guides.", _X12_5),
    Rule("TA1:008", _ENVELOPE, "WARN, REJECT_FILE", "all", "ISA08 has its fixed width, is not blank, and has no control characters.", _X12_5),
    Rule("TA1:009", _ENVELOPE, "REJECT_FILE", "all", "ISA08 is one of our ids, where they are given.", _X12_5),
    Rule("TA1:010", _ENVELOPE, "WARN", "all", "ISA01 is 00 or 03.", _X12_5),
    Rule("TA1:011", _ENVELOPE, "REJECT_FILE", "all", "ISA02 has no control characters.", _X12_5),
    Rule("TA1:012", _ENVELOPE, "WARN", "all", "ISA03 is 00 or 01.", _X12_5),
    Rule("TA1:013", _ENVELOPE, "REJECT_FILE", "all", "ISA04 has no control characters.", _X12_5),
    Rule("TA1:014", _ENVELOPE, "WARN", "all", "ISA09 is a date.", _X12_5),
    Rule("TA1:015", _ENVELOPE, "WARN", "all", "ISA10 is a time.", _X12_5),
    Rule("TA1:017", _ENVELOPE, "WARN, REJECT_FILE", "all", "ISA12 names a version that is known; those of no guide are read with a warning.", _X12_5),
    Rule("TA1:018", _ENVELOPE, "REJECT_FILE", "all", "ISA13 is a number of nine digits.", _X12_5),
    Rule("TA1:019", _ENVELOPE, "WARN", "all", "ISA14 is 0 or 1.", _X12_5),
    Rule("TA1:020", _ENVELOPE, "WARN", "all", "ISA15 is T, P or I.", _X12_5),
    Rule("TA1:021", _ENVELOPE, "WARN, REJECT_FILE", "all", "IEA01 is the number of groups, in one to five digits.", _X12_5),
    Rule("TA1:022", _ENVELOPE, "WARN, REJECT_FILE", "all", "Nothing stands around an interchange or outside a set (an empty segment is a warning); ISA, GE and IEA have no element too many.", _X12_5),
    Rule("TA1:023", _ENVELOPE, "REJECT_FILE", "all", "The file goes on to the IEA.", _X12_5),
    Rule("TA1:024", _ENVELOPE, "WARN, REJECT_FILE", "all", "The file is X12, each set stands in a group, and the elements of GS are well-formed, none too many.", _X12_5),
    Rule("TA1:025", _ENVELOPE, "REJECT_FILE", "all", "No two interchanges of a file have the same sender and number.", _X12_5),
    Rule("TA1:026", _ENVELOPE, "REJECT_FILE", "all", "An element separator follows ISA.", _X12_5),
    Rule("TA1:027", _ENVELOPE, "REJECT_FILE", "all", "The component separator is a separator of its own.", _X12_5),
    Rule("B-SEGSIZE", _ENVELOPE, "REJECT_FILE", "all", "No segment is longer than a mebibyte.", "our limit, against hostile files"),
    Rule("B-HOPELESS", _ENVELOPE, "REJECT_FILE", "all", "No more than 5,000 claims, levels, sets and groups are wrong, or they are as long as real ones; else the rest is not read.", "our limit, against hostile files"),
    Rule("B-MORE", _ENVELOPE, "ACCEPT", "all", "Notes where there are so many findings that from there on only what is worse is told.", "our limit, against hostile files"),
    Rule("B-TRAIL", _ENVELOPE, "WARN", "all", "The last segment has its terminator.", _X12_5),
    Rule("AK9:2", _ENVELOPE, "WARN, REJECT_SET", "all", "GS08 is given and names a guide that is read here; 4010 is read with a warning.", f"{_999} AK905; {_ADOPTED}"),
    Rule("AK9:3", _ENVELOPE, "REJECT_FILE", "all", "A group ends with GE.", f"{_999} AK905"),
    Rule("AK9:4", _ENVELOPE, "REJECT_FILE", "all", "GE02 repeats GS06.", f"{_999} AK905"),
    Rule("AK9:5", _ENVELOPE, "WARN, REJECT_FILE", "all", "GE01 is the number of sets, in one to six digits.", f"{_999} AK905"),
    Rule("AK9:6", _ENVELOPE, "REJECT_FILE", "all", "GS06 is a number of one to nine digits, and GS04 a date.", f"{_999} AK905"),
    Rule("IK5:1", _ENVELOPE, "REJECT_SET", "all", "There is a guide here for the kind of the set.", f"{_999} IK502"),
    Rule("IK5:2", _ENVELOPE, "REJECT_SET", "all", "A set ends with SE.", f"{_999} IK502"),
    Rule("IK5:3", _ENVELOPE, "REJECT_SET", "all", "SE02 repeats ST02.", f"{_999} IK502"),
    Rule("IK5:4", _ENVELOPE, "REJECT_SET", "all", "SE01 is the number of segments, ST and SE included.", f"{_999} IK502"),
    Rule("IK5:6", _ENVELOPE, "REJECT_SET", "all", "ST01 names a set that is known.", f"{_999} IK502"),
    Rule("IK5:7", _ENVELOPE, "REJECT_SET", "all", "ST02 is a control number.", f"{_999} IK502"),
    Rule("IK5:18", _ENVELOPE, "REJECT_SET", "all", "The set is of the kind that GS01 names.", f"{_999} IK502"),
    Rule("IK5:19", _ENVELOPE, "REJECT_SET", "all", "ST03 names the guide that GS08 names.", f"{_999} IK502"),
    Rule("IK5:23", _ENVELOPE, "REJECT_SET", "all", "No two sets of a group have the same ST02.", f"{_999} IK502"),
    Rule("IK3:1", _STRUCTURE, "WARN, REJECT_SET", "835 837P 999 277CA", "Each segment is one of the set, and none is empty.", f"{_999} IK304"),
    Rule("IK3:2", _STRUCTURE, "WARN, REJECT_SET", "835 837P 999 277CA", "Each segment stands where the guide has it; a missing LX alone is a warning.", f"{_999} IK304"),
    Rule("IK3:3", _STRUCTURE, "WARN, QUARANTINE_CLAIM, REJECT_SET", "835 837P 999 277CA", "Required segments are there; those that the world leaves out are a warning.", f"{_999} IK304"),
    Rule("IK3:4", _STRUCTURE, "REJECT_SET", "835 837P 999 277CA", "No loop occurs more often than it may.", f"{_999} IK304"),
    Rule("IK3:5", _STRUCTURE, "WARN, REJECT_SET", "835 837P 999 277CA", "No segment occurs more often than it may.", f"{_999} IK304"),
    Rule("IK3:7", _STRUCTURE, "WARN, REJECT_SET", "835 837P 999 277CA", "Segments and loops stand in the guide's order.", f"{_999} IK304"),
    Rule("IK3:I7", _STRUCTURE, "REJECT_SET", "835 837P 999 277CA", "Required loops are there.", f"{_999} IK304"),
    Rule("B-HLSEQ", _STRUCTURE, "REJECT_SET", "837P 277CA", "HL01 counts 1, 2, 3, …", f"{_837} 2000A HL01"),
    Rule("B-HLPARENT", _STRUCTURE, "WARN, REJECT_SET", "837P 277CA", "HL02 names the level that this one stands under, and HL04 of that one does not deny it.", f"{_837} 2000B HL02"),
    Rule("IK4:1", _ELEMENTS, "WARN, QUARANTINE_CLAIM, REJECT_SET", "all", "Required elements are there.", f"{_999} IK403"),
    Rule("IK4:2", _ELEMENTS, "WARN, QUARANTINE_CLAIM, REJECT_SET", "835 837P", "Reasons and amounts of CAS and PLB come in pairs, and qualifiers and numbers of banks and accounts in BPR; an address in the US or Canada has state and postal code.", f"{_999} IK403; syntax notes of CAS, PLB and BPR; N402, N403"),
    Rule("IK4:3", _ELEMENTS, "WARN, REJECT_SET", "all", "No segment has more elements than the guide gives it.", f"{_999} IK403"),
    Rule("IK4:4", _ELEMENTS, "WARN", "all", "No value is too short.", f"{_999} IK403"),
    Rule("IK4:5", _ELEMENTS, "WARN", "all", "No value is too long.", f"{_999} IK403"),
    Rule("IK4:6", _ELEMENTS, "WARN, QUARANTINE_CLAIM, REJECT_SET", "all", "Numbers and amounts are written as such; no control character or separator stands in a value.", f"{_999} IK403"),
    Rule("IK4:7", _ELEMENTS, "WARN, QUARANTINE_CLAIM, REJECT_SET", "all", "Codes are those that the guide has in this place.", f"{_999} IK403"),
    Rule("IK4:8", _ELEMENTS, "WARN, QUARANTINE_CLAIM", "all", "Dates exist, in the form that their qualifier names.", f"{_999} IK403"),
    Rule("IK4:9", _ELEMENTS, "WARN", "all", "Times exist.", f"{_999} IK403"),
    Rule("IK4:13", _ELEMENTS, "REJECT_SET", "all", "No composite has more components than it can have.", f"{_999} IK403"),
    Rule("IK4:I10", _ELEMENTS, "WARN", "all", "Elements that the guide does not use are empty.", f"{_999} IK403"),
    Rule("B-CHARSET", _ELEMENTS, "ACCEPT", "all", "Notes characters outside the X12 character set; they are kept.", _X12_6),
    Rule("B-SCALE", _ELEMENTS, "QUARANTINE_CLAIM, REJECT_SET", "835 837P", "Amounts have at most two decimals.", "element 782"),
    Rule("B-SHIFT", _ELEMENTS, "QUARANTINE_CLAIM", "835 837P 277CA", "The elements of NM1 are not shifted by a separator inside a name.", "our observation of files in the wild"),
    Rule("B-BPR-METHOD", _ELEMENTS, "REVIEW", "835", "The method NON comes with no payment.", f"{_835} BPR04"),
    Rule("B-BPR-DEBIT", _ELEMENTS, "REVIEW", "835", "The payment is neither negative nor a debit.", f"{_835} BPR02, BPR03"),
    Rule("B-STC-CONTRA", _ELEMENTS, "REVIEW", "277CA", "The action in STC03 agrees with the category in STC01.", f"{_277} STC03"),
    Rule("B-ACK-COUNT", _ELEMENTS, "REVIEW", "999", "No more sets are accepted than were received.", f"{_999} AK904"),
    Rule("B-ACK-CONTRA", _STRUCTURE, "REVIEW", "999", "AK9 accepts no group of which IK5 rejects a set.", f"{_999} AK901"),
    Rule("B-BAL-LINE", _BALANCES, "QUARANTINE_CLAIM", "835", "SVC02 less the CAS of the line is SVC03.", f"{_835} 1.10.2.1.1"),
    Rule("B-BAL-CLAIM", _BALANCES, "QUARANTINE_CLAIM", "835", "CLP03 less the CAS of claim and lines is CLP04.", f"{_835} 1.10.2.1.2"),
    Rule("B-BAL-CHARGE", _BALANCES, "WARN", "835", "The SVC02 of all lines are CLP03.", f"{_835} CLP03"),
    Rule("B-BAL-FILE", _BALANCES, "REVIEW", "835", "All CLP04 less all PLB are BPR02.", f"{_835} 1.10.2.1.3"),
    Rule("B-COB-CHARGE", _BALANCES, "REJECT_SET", "837P", "The SV102 of all lines are CLM02.", f"{_837} CLM02"),
    Rule("B-COB-LINE", _BALANCES, "REJECT_SET", "837P", "SV102 is SVD02 and CAS of each other payer that answered by line.", f"{_837} 1.4.4"),
    Rule("B-COB-PAID", _BALANCES, "REJECT_SET", "837P", "AMT*D is the SVD02 of that payer less its CAS in 2320.", f"{_837} 1.4.4"),
    Rule("B-COB-CLAIM", _BALANCES, "REJECT_SET", "837P", "CLM02 is AMT*D and all CAS of that payer.", f"{_837} 1.4.4"),
    Rule("B-COB-PAYER", _BALANCES, "REJECT_SET", "837P", "SVD01 names the payer of a loop 2330B.", f"{_837} 2430 SVD01"),
    Rule("B-PAYERORDER", _BALANCES, "QUARANTINE_CLAIM", "837P", "No two payers of a claim have the same place in the order.", f"{_837} SBR01"),
    Rule("B-REPLACES", _BALANCES, "WARN", "837P", "A claim that corrects, replaces or voids another names it.", f"{_837} 2300 REF*F8"),
    Rule("B-DXPTR", _BALANCES, "REJECT_SET", "837P", "SV107 points at diagnoses that are given.", f"{_837} SV107"),
    Rule("B-NPI", _IDENTIFIERS, "WARN", "835 837P", "NPIs pass their check digit.", "45 CFR 162.406"),
    Rule("B-CODE-INACTIVE", _IDENTIFIERS, "WARN", "835", "Reason and remark codes are in force on the day of the remittance.", f"{_CODES}; code sources 139 and 411"),
    Rule("B-CODE-UNKNOWN", _IDENTIFIERS, "WARN", "835 837P", "Reason and remark codes, places of service and frequencies are in their lists.", f"{_CODES}; code sources 139 and 411; CLM05, SV105"),
    Rule("B-DATE-ORDER", _IDENTIFIERS, "WARN", "835 837P", "No service, statement, stay or period ends before it begins.", "element 1250 RD8; DTM 150, 151, 232, 233; DTP 435, 096"),
    Rule("B-DATE-FUTURE", _IDENTIFIERS, "QUARANTINE_CLAIM", "835 837P", "No day of service lies ten years after the interchange.", "our limit"),
    Rule("B-CROSSOVER", _IDENTIFIERS, "ACCEPT", "835", "Notes that the payer has forwarded the claim.", f"{_835} CLP02 19, 20, 21"),
    Rule("B-CSV", _IDENTIFIERS, "ACCEPT", "835", "Notes a name that begins as a spreadsheet formula does.", "our guard for exports"),
    Rule("B-PATH", _IDENTIFIERS, "ACCEPT", "835", "Notes a trace number that looks like a path.", "our guard for file names"),
)
# fmt: on

# What a file alone can't tell, and who knows.
NOT_CHECKED: tuple[tuple[str, str], ...] = (
    ("whether a file, an interchange or a payment was had before", "era_intake"),
    ("whether a claim is ours, and what was sent for it", "payment_poster, status_tracker"),
    ("whether a reversal has its original", "payment_poster"),
    ("whether a payer covers the patient on that day", "cob_verification"),
    ("whether a payer is known by the id that is given", "the installation's payers"),
    ("whether procedure and diagnosis codes exist: their lists are licensed", "nobody here"),
    (
        "situational rules that depend on facts outside the file",
        "claim_builder, for what it writes",
    ),
    ("what companion guides of single payers add", "nobody here"),
)
