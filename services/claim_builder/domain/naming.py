"""Names, addresses and ids as NM1, N3, N4 and SBR segments of the next claim."""

from claim_builder.domain.coverage import Coverage
from cobrelay.x12.segment import Segment, segment
from cobrelay.x12.views.facts import Address, Party

PERSON, ORGANISATION = "1", "2"
PRIMARY = "P"


def person_name(entity: str, person: Party, member_id: str = "") -> Segment:
    """NM1 of a subscriber (with the member id, MI) or of a patient (without)."""
    return segment(
        "NM1",
        entity,
        PERSON if person.is_person else ORGANISATION,
        person.last_name,
        person.first_name,
        person.middle_name,
        "",
        person.suffix,
        "MI" if member_id else "",
        member_id,
    )


def payer_name(coverage: Coverage) -> Segment:
    """NM1*PR of 2010BB or 2330B; its id is the one that SVD01 names."""
    name, number = coverage.payer.last_name, coverage.payer_id
    return segment("NM1", "PR", ORGANISATION, name, "", "", "", "", _qualifier(coverage), number)


def _qualifier(coverage: Coverage) -> str:
    if not coverage.payer_id:
        return ""
    stated = coverage.payer.id_qualifier
    return "XV" if stated == "XV" and not coverage.policy.id else "PI"


def address_segments(address: Address | None) -> tuple[Segment, ...]:
    """N3 and N4, or nothing where the address is not known well enough to be sent."""
    if address is None or not (address.line and address.city):
        return ()
    return (
        segment("N3", address.line, address.line2),
        segment("N4", address.city, address.state, address.postal_code, address.country),
    )


def subscription(responsibility: str, coverage: Coverage, relationship: str) -> Segment:
    """SBR: group name only without a number; insurance type only of Medicare that is not primary.

    Source: domain 2.2.
    """
    is_secondary_medicare = coverage.is_medicare and responsibility != PRIMARY
    return segment(
        "SBR",
        responsibility,
        relationship,
        coverage.group_number,
        "" if coverage.group_number else coverage.group_name,
        coverage.insurance_type if is_secondary_medicare else "",
        "",
        "",
        "",
        coverage.filing_indicator,
    )
