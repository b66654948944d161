"""What the codes of an acknowledgment mean, in plain words of our own.

Sources: X12 I18 (TA1 notes), 005010X231A1 (AK905, IK304, IK403, IK502), code sources 507 and 508
(claim status category and status). A code that is not listed is shown as it is.
"""

from collections.abc import Mapping
from types import MappingProxyType

INTERCHANGE_NOTES: Mapping[str, str] = MappingProxyType(
    {
        "000": "No error.",
        "001": "The interchange control number of the trailer is not that of the header.",
        "002": "The interchange standard is not supported.",
        "003": "The interchange version is not supported.",
        "004": "The segment terminator is invalid.",
        "005": "The qualifier of the sender id is invalid.",
        "006": "The sender id is not known.",
        "007": "The qualifier of the receiver id is invalid.",
        "008": "The receiver id is invalid.",
        "009": "The receiver id is not known.",
        "010": "The authorization qualifier is invalid.",
        "011": "The authorization information is invalid.",
        "012": "The security qualifier is invalid.",
        "013": "The security information is invalid.",
        "014": "The interchange date is invalid.",
        "015": "The interchange time is invalid.",
        "016": "The interchange standard is invalid.",
        "017": "The interchange version is invalid.",
        "018": "The interchange control number is invalid.",
        "019": "The acknowledgment request is invalid.",
        "020": "The test indicator is invalid.",
        "021": "The number of groups is not the one stated.",
        "022": "The control structure is invalid.",
        "023": "The file ends too early.",
        "024": "The group header is invalid.",
        "025": "The interchange control number was used before.",
        "026": "The element separator is invalid.",
        "027": "The component separator is invalid.",
    }
)
GROUP_ERRORS: Mapping[str, str] = MappingProxyType(
    {
        "1": "This kind of group is not supported.",
        "2": "The version of the group is not supported.",
        "3": "The group trailer is missing.",
        "4": "The group control number of the trailer is not that of the header.",
        "5": "The number of sets is not the one stated.",
        "6": "The group control number is invalid.",
    }
)
SET_ERRORS: Mapping[str, str] = MappingProxyType(
    {
        "1": "This kind of set is not supported.",
        "2": "The set trailer is missing.",
        "3": "The set control number of the trailer is not that of the header.",
        "4": "The number of segments is not the one stated.",
        "5": "One or more segments are wrong.",
        "6": "The set identifier is missing or invalid.",
        "7": "The set control number is missing or invalid.",
        "18": "The set does not belong in this kind of group.",
        "19": "The guide named by the set is not the group's.",
        "23": "The set control number is not unique in the group.",
        "I5": "A segment of the guide is wrong.",
        "I6": "The guide is not supported.",
    }
)
SEGMENT_ERRORS: Mapping[str, str] = MappingProxyType(
    {
        "1": "The segment is not known.",
        "2": "The segment is not expected here.",
        "3": "A required segment is missing.",
        "4": "The loop occurs too often.",
        "5": "The segment occurs too often.",
        "6": "The segment does not belong in this set.",
        "7": "The segment is out of order.",
        "8": "The segment has wrong elements.",
        "I4": "A segment is present that the guide does not use.",
        "I6": "A segment is missing that another one demands.",
        "I7": "The loop occurs too seldom.",
        "I8": "The segment occurs too seldom.",
        "I9": "A segment is present that another one forbids.",
    }
)
ELEMENT_ERRORS: Mapping[str, str] = MappingProxyType(
    {
        "1": "A required element is missing.",
        "2": "An element is missing that another one demands.",
        "3": "There are too many elements.",
        "4": "The element is too short.",
        "5": "The element is too long.",
        "6": "The element has an invalid character.",
        "7": "The code is not in its list.",
        "8": "The date is invalid.",
        "9": "The time is invalid.",
        "10": "Two elements exclude each other.",
        "12": "The element is repeated too often.",
        "13": "There are too many components.",
        "I6": "The guide does not use this code.",
        "I9": "An element is missing that another one demands.",
        "I10": "An element is present that the guide does not use.",
        "I11": "The element is repeated too seldom.",
        "I12": "The value does not have the demanded form.",
        "I13": "An element is present that another one forbids.",
    }
)
CATEGORIES: Mapping[str, str] = MappingProxyType(
    {
        "A0": "Forwarded to another entity",
        "A1": "Received, not yet accepted into adjudication",
        "A2": "Accepted into adjudication",
        "A3": "Returned as unprocessable",
        "A4": "Not found",
        "A5": "Split and accepted",
        "A6": "Rejected: information is missing",
        "A7": "Rejected: information is invalid",
        "A8": "Rejected: two values contradict each other",
    }
)
STATUSES: Mapping[str, str] = MappingProxyType(
    {
        "19": "received",
        "20": "accepted for processing",
        "21": "information missing or invalid",
        "26": "entity not found",
        "33": "subscriber and id not found",
        "54": "duplicate of a processed claim",
        "78": "duplicate of a claim that is being processed",
        "85": "entity is not primary",
        "97": "eligibility of the patient not found",
        "116": "sent to the wrong payer",
        "128": "tax id",
        "156": "patient's relationship to the subscriber",
        "164": "member number",
        "171": "other insurance coverage",
        "187": "dates of service",
        "283": "Medicare entitlement is needed to tell who is primary",
        "286": "payment information of the other payer",
        "400": "claim does not add up",
        "401": "source of payment",
        "402": "amount must be above zero",
        "464": "payer's own claim number",
        "500": "postal code",
        "516": "remittance date of the other payer",
        "519": "adjustment amount",
        "520": "adjustment quantity",
        "521": "adjustment reason code",
        "535": "claim frequency code",
        "562": "NPI",
        "585": "denied or non-covered charge",
        "643": "amount paid for the service line",
        "672": "payment information of the other payer does not add up",
        "684": "syntax error, see the 999",
        "696": "adjustment group code",
        "718": "filed too late",
        "742": "payer responsibility sequence",
        "746": "duplicate submission",
    }
)
ENTITIES: Mapping[str, str] = MappingProxyType(
    {
        "1P": "provider",
        "40": "receiver",
        "41": "submitter",
        "77": "service facility",
        "82": "rendering provider",
        "85": "billing provider",
        "DN": "referring provider",
        "GB": "other insured",
        "IL": "subscriber",
        "PR": "payer",
        "QC": "patient",
    }
)


def of_interchange_note(code: str) -> str:
    return INTERCHANGE_NOTES.get(code, "The note is not in our list.")


def of_group_error(code: str) -> str:
    return GROUP_ERRORS.get(code, "The group error is not in our list.")


def of_set_error(code: str) -> str:
    return SET_ERRORS.get(code, "The set error is not in our list.")


def of_segment_error(code: str) -> str:
    return SEGMENT_ERRORS.get(code, "The segment error is not in our list.")


def of_element_error(code: str) -> str:
    return ELEMENT_ERRORS.get(code, "The element error is not in our list.")


def of_status(category: str, status: str, entity: str) -> str:
    """`A7:400:PR` as `Rejected: information is invalid: claim does not add up (payer).`"""
    what = CATEGORIES.get(category, f"Category {category}")
    why = STATUSES.get(status, f"status {status}" if status else "")
    who = f" ({ENTITIES.get(entity, entity)})" if entity else ""
    return f"{what}: {why}{who}." if why else f"{what}{who}."
