"""Who the claim goes to and whose claim it is: loops 2000B and 2000C for the next payer's plan."""

from dataclasses import replace
from datetime import date

from claim_builder.domain import naming
from claim_builder.domain.coverage import SELF, Coverage
from cobrelay.x12.segment import Segment, segment
from cobrelay.x12.tree import LoopNode, loop
from cobrelay.x12.views.claim import Claim837

CONDITION_ELEMENTS = (5, 6, 7, 8, 9)  # PAT: date of death, weight, pregnancy


def subscriber_loop(
    original: Claim837, coverage: Coverage, responsibility: str, claim: LoopNode
) -> LoopNode:
    """2000B with the claim in it, or in 2000C where the patient is a dependent of this plan.

    A patient who is the subscriber of one plan and a dependent in the other changes loops, and
    takes address, birth date and sex along.
    """
    patient = _patient_loop(original)
    if coverage.patient_is_subscriber:
        return loop(
            "2000B",
            segment("HL", "2", "1", "22", "0"),
            naming.subscription(responsibility, coverage, SELF),
            *_patient_information("", original),
            _subscriber_who_is_patient(original, coverage, patient),
            _payer_loop(coverage),
            claim,
        )
    return loop(
        "2000B",
        segment("HL", "2", "1", "22", "1"),
        naming.subscription(responsibility, coverage, ""),
        loop("2010BA", naming.person_name("IL", coverage.subscriber, coverage.member_id)),
        _payer_loop(coverage),
        loop(
            "2000C",
            segment("HL", "3", "2", "23", "0"),
            *_patient_information(coverage.patient_relationship, original),
            loop("2010CA", naming.person_name("QC", original.patient), *_demographics(patient)),
            claim,
        ),
    )


def _subscriber_who_is_patient(
    original: Claim837, coverage: Coverage, patient: LoopNode
) -> LoopNode:
    """2010BA: named as the plan knows the patient, with the patient's own demographics."""
    is_own_coverage = coverage.relationship == SELF and coverage.subscriber.last_name
    person = coverage.subscriber if is_own_coverage else original.patient
    known = _demographics(patient) or _demographics_of(coverage)
    return loop(
        "2010BA",
        naming.person_name("IL", replace(person, is_person=True), coverage.member_id),
        *known,
    )


def _payer_loop(coverage: Coverage) -> LoopNode:
    """2010BB; provider ids (REF*G2, LU) were the earlier payer's and stay away."""
    address = naming.address_segments(coverage.payer.address)
    return loop("2010BB", naming.payer_name(coverage), *address)


def _patient_loop(original: Claim837) -> LoopNode:
    tree = original.tree
    return tree.find("2010CA") or tree.find("2010BA") or loop("2010CA")


def _demographics(patient: LoopNode) -> tuple[Segment, ...]:
    return tuple(s for s in patient.segments() if s.id in {"N3", "N4", "DMG"})


def _demographics_of(coverage: Coverage) -> tuple[Segment, ...]:
    person = coverage.subscriber
    address = naming.address_segments(person.address)
    if person.birth_date is None:
        return address
    return (*address, segment("DMG", "D8", x12_date(person.birth_date), person.sex or "U"))


def _patient_information(relationship: str, original: Claim837) -> tuple[Segment, ...]:
    """PAT: the relationship to the new subscriber, and what the original said of the patient."""
    stated = _stated_patient_information(original)
    conditions = ["" if stated is None else stated[n] for n in CONDITION_ELEMENTS]
    if not relationship and not any(conditions):
        return ()
    return (segment("PAT", relationship, "", "", "", *conditions),)


def _stated_patient_information(original: Claim837) -> Segment | None:
    for loop_id in ("2000C", "2000B"):
        if (found := original.tree.find(loop_id)) and (stated := found.segment("PAT")):
            return stated
    return None


def x12_date(day: date) -> str:
    """CCYYMMDD."""
    return f"{day:%Y%m%d}"
