"""What a 277CA calls the thing that a finding is about: a status for it, and whose it is.

A status that names "the entity's" something needs the entity (STC01-3): it follows from the loop.
Where the guide 005010X214 has no code for whom a loop is about, nothing of that kind is said.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Subject(NamedTuple):
    """A status (source 508), and an entity (element 98) where the status needs one."""

    status: str
    entity: str = ""


ENTITIES = {  # by loop of the 837P
    "1000A": "41",
    "1000B": "40",
    "2000B": "IL",
    "2000C": "QC",
    "2010AA": "85",
    "2010AB": "87",
    "2010BA": "IL",
    "2010BB": "PR",
    "2010CA": "QC",
    "2310A": "DN",
    "2310B": "82",
    "2310C": "77",
    "2310D": "DQ",
    "2320": "GB",
    "2330A": "GB",
    "2330B": "PR",
    "2420A": "82",
    "2420B": "QB",
    "2420C": "77",
    "2420D": "DQ",
    "2420E": "DK",
    "2420F": "DN",
    "2430": "PR",
}
NPI = "562"
_TAX_ID, _MEMBER_NUMBER, _ID = "128", "164", "153"
_IDS = {"IL": _MEMBER_NUMBER, "QC": _MEMBER_NUMBER, "GB": _MEMBER_NUMBER, "PR": _ID}  # NM109
_IDS |= {"41": _ID, "40": _ID}  # of all others an NPI
_PAY_TO_OR_BILLED_BY = ("85", "87")

# Something of an entity.
OF_ENTITIES = {
    "NM103": "125",
    "NM104": "125",
    "NM105": "125",
    "N3": "126",
    "N301": "503",
    "N302": "503",
    "N4": "126",
    "N401": "502",
    "N402": "501",
    "N403": "500",
    "N404": "680",
    "DMG02": "158",
    "DMG03": "157",
}
# Something of the claim or a line, whosever loop it stands in.
OF_CLAIMS = {
    "CAS01": "696",
    "CLM02": "178",
    "CLM05-1": "249",
    "CLM05-3": "535",
    "HI": "255",
    "PAT01": "156",
    "SBR01": "742",
    "SBR02": "156",
    "SV101-1": "454",
    "SV101-2": "454",
    "SV102": "583",
    "SV104": "476",
    "SV105": "249",
    "SV107": "477",
    "SVD02": "643",
}
_SERVICE_DATES, _ADJUDICATED_ON, _OTHER_PAYMENT = "187", "516", "286"
_ANSWERED_LOOPS = ("2330B", "2430")  # whose only date is the payer's
_ANSWER_LOOPS = ("2320", "2430")  # whose amounts are what another payer said
_TRIPLE = ("521", "519", "520")  # of a CAS: reason, amount, quantity
_TRIPLES = re.compile(r"CAS(0[2-9]|1[0-9])")


def entity_of(loop: str) -> str:
    """Whom a loop is about, by its name, such as `2010AA`; empty where STC01-3 has no code."""
    return ENTITIES.get(loop, "")


def subject(loop: str, segment: str, element: str) -> Subject | None:
    """What an element stands for, or a segment where `element` is empty; None: nothing exact.

    `loop` is the innermost one's name, `element` a label such as `NM109` or `CLM05-3`.
    """
    if segment == "DTP":
        return _date(loop)
    if segment == "AMT":
        return Subject(_OTHER_PAYMENT) if loop in _ANSWER_LOOPS else None
    if of_claim := _of_claim(segment, element):
        return Subject(of_claim)
    entity = entity_of(loop)
    of_entity = _of_entity(segment, element, entity)
    return Subject(of_entity, entity) if of_entity and entity else None


def _date(loop: str) -> Subject:
    if loop in _ANSWERED_LOOPS:
        return Subject(_ADJUDICATED_ON, entity_of(loop))
    return Subject(_SERVICE_DATES)


def _of_claim(segment: str, element: str) -> str:
    if label := _TRIPLES.fullmatch(element):
        return _TRIPLE[(int(label[1]) - 2) % len(_TRIPLE)]
    return OF_CLAIMS.get(element) or OF_CLAIMS.get(segment, "")


def _of_entity(segment: str, element: str, entity: str) -> str:
    if element == "NM109":
        return _IDS.get(entity, NPI)
    if segment == "REF" and entity in _PAY_TO_OR_BILLED_BY:
        return _TAX_ID
    return OF_ENTITIES.get(element or segment, "")
