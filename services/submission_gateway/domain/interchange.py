"""An interchange as it goes out: envelope, one set per claim, and its name."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cobrelay import x12
from submission_gateway.domain.control_numbers import batch_reference, set_number
from submission_gateway.domain.submission import Submission


@dataclass(frozen=True, slots=True)
class Partner:
    """A receiver and how it knows us: organisation.toml."""

    key: str
    receiver_name: str
    receiver_id: str
    interchange_qualifier: str
    interchange_id: str
    application_code: str
    sender_interchange_qualifier: str
    sender_interchange_id: str
    sender_application_code: str
    usage: str
    submitter_name: str
    submitter_id: str
    contact_name: str
    contact_phone: str


@dataclass(frozen=True, slots=True)
class Interchange:
    """The bytes as they will be sent, fixed from here on."""

    number: int
    content: bytes
    content_hash: str
    file_name: str
    members: tuple["Member", ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A claim's place in the interchange."""

    submission_id: str
    set_number: str
    batch_reference: str


def compose(
    partner: Partner, number: int, claims: Sequence[Submission], at: datetime
) -> Interchange:
    """Writes the interchange; raises x12.Unwritable when an identifier does not fit."""
    members = tuple(
        Member(claim.submission_id, set_number(position), batch_reference(number, position))
        for position, claim in enumerate(claims, start=1)
    )
    sets = [
        x12.ClaimSet(
            control_number=position,
            batch_reference=member.batch_reference,
            submitter=x12.Submitter(
                partner.submitter_name,
                partner.submitter_id,
                partner.contact_name,
                partner.contact_phone,
            ),
            receiver=x12.Receiver(partner.receiver_name, partner.receiver_id),
            bodies=(claim.body,),
        )
        for position, (member, claim) in enumerate(zip(members, claims, strict=True), start=1)
    ]
    content = x12.write_interchange(_values(partner, number, at), sets)
    return Interchange(
        number=number,
        content=content,
        content_hash=hashlib.sha256(content).hexdigest(),
        file_name=f"{partner.key}_{number:09d}.837",
        members=members,
    )


def _values(partner: Partner, number: int, at: datetime) -> x12.InterchangeValues:
    return x12.InterchangeValues(
        sender_qualifier=partner.sender_interchange_qualifier,
        sender_id=partner.sender_interchange_id,
        receiver_qualifier=partner.interchange_qualifier,
        receiver_id=partner.interchange_id,
        group_sender=partner.sender_application_code,
        group_receiver=partner.application_code,
        created_at=at,
        interchange_control_number=number,
        group_control_number=number,
        usage=partner.usage,
    )
