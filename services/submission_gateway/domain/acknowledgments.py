"""TA1, 999 and 277CA: what each says of which of our claims.

Decisions follow domain 10: TA104 for an interchange, IK501 (else AK901) for a set, and for a
277CA the category code of STC01 – not the action code or the totals, which payers get wrong.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, IntEnum

from cobrelay import x12
from submission_gateway.domain import meanings


class Layer(IntEnum):
    """Who speaks, from the envelope inwards; a higher layer knows more."""

    TA1 = 1
    IMPLEMENTATION_999 = 2
    CLEARINGHOUSE_277CA = 3
    PAYER_277CA = 4


class Verdict(Enum):
    """What is said."""

    ACCEPTED = "accepted"
    PENDING = "pending"
    REJECTED = "rejected"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Code:
    """A code, what it means in plain words, and the place it names."""

    code: str
    meaning: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Unlisted:
    """The sets of a group that its 999 does not list: all but these, and so many of them."""

    listed: frozenset[str]
    count: int


@dataclass(frozen=True, slots=True)
class About:
    """What an acknowledgment names; what it leaves out is empty. Numbers as text, as sent."""

    interchange: str = ""
    group: str = ""
    set: str = ""
    batch: str = ""
    claim: str = ""
    unlisted: Unlisted | None = None
    sender: str = ""
    """ISA06 of whoever says it: every receiver has control numbers of its own."""

    @property
    def reference(self) -> str:
        """The control number for a person to search for; a claim's own number is left out."""
        numbers = (
            ("ISA13", self.interchange),
            ("GS06", self.group),
            ("ST02", self.set),
            ("BHT03", self.batch),
        )
        return " ".join(f"{name} {number}" for name, number in numbers if number)


NOWHERE = x12.Place()


@dataclass(frozen=True, slots=True)
class Acknowledgment:
    """One statement of the other side about one or several claims of ours."""

    layer: Layer
    about: About
    verdict: Verdict
    codes: tuple[Code, ...]
    payer_claim_control_number: str = ""
    acknowledged_on: date | None = None
    place: x12.Place = NOWHERE

    def held_against(self, named: int) -> "Acknowledgment":
        """What is said of sets that are only counted decides nothing where we count otherwise."""
        unlisted = self.about.unlisted
        if unlisted is None or unlisted.count == named:
            return self
        return replace(self, verdict=Verdict.UNDECIDED)


Item = x12.InterchangeAcknowledgment | x12.GroupAcknowledgment | x12.StatusReport

_SET_VERDICTS = {"A": Verdict.ACCEPTED, "E": Verdict.ACCEPTED}
_SET_REJECTIONS = frozenset("RMWX")
_GROUP_ACCEPTANCES = frozenset("AEP")
_CATEGORY_VERDICTS = {
    "A0": Verdict.PENDING,
    "A1": Verdict.PENDING,
    "A2": Verdict.ACCEPTED,
    "A3": Verdict.REJECTED,
    "A5": Verdict.ACCEPTED,
    "A6": Verdict.REJECTED,
    "A7": Verdict.REJECTED,
    "A8": Verdict.REJECTED,
}
_CLEARINGHOUSE_ENTITY = "AY"


def statements(item: Item, clearinghouse_ids: frozenset[str]) -> Iterator[Acknowledgment]:
    """What a TA1, a 999 or a 277CA says, one statement per interchange, set or claim."""
    match item:
        case x12.InterchangeAcknowledgment():
            said: Iterable[Acknowledgment] = (_of_interchange(item),)
            came_in = item.interchange
        case x12.GroupAcknowledgment():
            said, came_in = _of_group(item), item.set.interchange
        case x12.StatusReport():
            said, came_in = _of_report(item, clearinghouse_ids), item.set.interchange
    for each in said:
        yield replace(each, about=replace(each.about, sender=came_in.sender_id))


def meant(named: Sequence[tuple[str, str]], senders: Collection[str]) -> list[str]:
    """The ids among (id, receiver) that are meant: where a number was used with several
    receivers, those of the receivers that call themselves as the sender does."""
    if len({receiver for _, receiver in named}) > 1:
        return [each for each, receiver in named if receiver in senders]
    return [each for each, _ in named]


def _of_interchange(item: x12.InterchangeAcknowledgment) -> Acknowledgment:
    verdict = {
        "A": Verdict.ACCEPTED,
        "E": Verdict.ACCEPTED,
        "R": Verdict.REJECTED,
    }.get(item.status, Verdict.UNDECIDED)
    return Acknowledgment(
        Layer.TA1,
        About(interchange=item.control_number),
        verdict,
        (Code(f"TA1:{item.note}", meanings.sentence("interchange_note", item.note)),),
        place=item.place,
    )


def _of_group(item: x12.GroupAcknowledgment) -> Iterator[Acknowledgment]:
    """Each AK2 speaks for its set; AK9 for the sets that have none, be it some or all."""
    for response in item.sets:
        yield Acknowledgment(
            Layer.IMPLEMENTATION_999,
            About(group=item.control_number, set=response.control_number),
            _set_verdict(response.status or item.status),
            tuple(_set_codes(response)),
            place=response.place,
        )
    listed = frozenset(response.control_number for response in item.sets)
    if len(listed) != item.included or not listed:
        yield Acknowledgment(
            Layer.IMPLEMENTATION_999,
            About(
                group=item.control_number,
                unlisted=Unlisted(listed, item.included - len(listed)) if listed else None,
            ),
            _verdict_of_unlisted(item) if listed else _set_verdict(item.status),
            tuple(
                Code(f"AK9:{code}", meanings.sentence("group_error", code)) for code in item.codes
            ),
            place=item.place,
        )


def _verdict_of_unlisted(item: x12.GroupAcknowledgment) -> Verdict:
    """Some list only the sets that they reject. The others are accepted when everything arrived
    (AK903) and what AK904 counts as accepted leaves room for no other verdict."""
    listed = {each.control_number: _set_verdict(each.status or item.status) for each in item.sets}
    if item.status in _SET_REJECTIONS:
        return Verdict.REJECTED if item.accepted == 0 else Verdict.UNDECIDED
    refused = sum(verdict is Verdict.REJECTED for verdict in listed.values())
    is_proved = (
        item.status in _GROUP_ACCEPTANCES
        and item.received == item.included
        and item.accepted == item.included - refused
        and Verdict.UNDECIDED not in listed.values()
    )
    return Verdict.ACCEPTED if is_proved else Verdict.UNDECIDED


def _set_verdict(status: str) -> Verdict:
    if status in _SET_REJECTIONS:
        return Verdict.REJECTED
    return _SET_VERDICTS.get(status, Verdict.UNDECIDED)


def _set_codes(response: x12.SetResponse) -> Iterator[Code]:
    for error in response.errors:
        place = f"{error.loop}/{error.segment_id}@{error.position}".lstrip("/")
        yield Code(f"IK3:{error.code}", meanings.sentence("segment_error", error.code), place)
        for element in error.elements:
            spot = f"{place} {error.segment_id}{element.element:02d}"
            yield Code(
                f"IK4:{element.code}", meanings.sentence("element_error", element.code), spot
            )
    for code in response.codes:
        yield Code(f"IK5:{code}", meanings.sentence("set_error", code))


def _of_report(
    report: x12.StatusReport, clearinghouse_ids: frozenset[str]
) -> Iterator[Acknowledgment]:
    layer = _layer_of(report, clearinghouse_ids)
    said_on = report.processed_on or report.created_on
    for receiver in report.receivers:
        if not any(provider.claims for provider in receiver.providers):
            yield from _of_batch(receiver, layer, said_on)
        for provider in receiver.providers:
            # A rejection at receiver or provider level rejects every claim beneath it.
            above = (*receiver.statuses, *provider.statuses)
            rejections = tuple(each for each in above if _verdict((each,)) is Verdict.REJECTED)
            for claim in provider.claims:
                decisive = rejections or claim.statuses
                yield Acknowledgment(
                    layer,
                    About(batch=receiver.batch, claim=claim.patient_control_number),
                    _verdict(decisive),
                    tuple(_status_codes(decisive)),
                    claim.payer_control_number,
                    said_on,
                    claim.place,
                )


def _of_batch(
    receiver: x12.ReceiverStatus, layer: Layer, said_on: date | None
) -> Iterator[Acknowledgment]:
    """A batch that is turned down as a whole names no claim: it speaks for all that it held."""
    said = (*receiver.statuses, *(s for each in receiver.providers for s in each.statuses))
    if said:
        yield Acknowledgment(
            layer,
            About(batch=receiver.batch),
            _verdict(said),
            tuple(_status_codes(said)),
            acknowledged_on=said_on,
            place=receiver.place,
        )


def _layer_of(report: x12.StatusReport, clearinghouse_ids: frozenset[str]) -> Layer:
    source = report.information_source
    if source.entity == _CLEARINGHOUSE_ENTITY or source.id in clearinghouse_ids:
        return Layer.CLEARINGHOUSE_277CA
    return Layer.PAYER_277CA


def _verdict(statuses: tuple[x12.StatusInfo, ...]) -> Verdict:
    """Several STC: any rejection rejects; else the most that was accepted."""
    said = {
        _CATEGORY_VERDICTS.get(code.category, Verdict.UNDECIDED)
        for status in statuses
        for code in status.codes
        if code.category
    }
    for verdict in (Verdict.REJECTED, Verdict.UNDECIDED, Verdict.ACCEPTED, Verdict.PENDING):
        if verdict in said:
            return verdict
    return Verdict.UNDECIDED


def _status_codes(statuses: tuple[x12.StatusInfo, ...]) -> Iterator[Code]:
    for status in statuses:
        for code in status.codes:
            text = ":".join(part for part in (code.category, code.status, code.entity) if part)
            yield Code(text, meanings.of_status(code.category, code.status, code.entity))
