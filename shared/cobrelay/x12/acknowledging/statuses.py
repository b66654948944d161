"""Writes the 277CA of one batch: source, receiver, billing providers, and each claim's status."""

from collections.abc import Iterator, Sequence
from datetime import date

from cobrelay.money import format_x12
from cobrelay.x12.acknowledging.addressing import UNNAMED, AnswerValues
from cobrelay.x12.acknowledging.told import Batch, ToldClaim, ToldLine
from cobrelay.x12.acknowledging.wording import ACCEPTED, RECEIVED, SET_REJECTED, StatusWords
from cobrelay.x12.segment import Element, Segment, segment
from cobrelay.x12.tree import LoopNode, loop
from cobrelay.x12.views.facts import Party

VERSION = "005010X214"
_NAME_LONGEST = 60
_GIVEN_LONGEST = 35
_REFERENCE_LONGEST = 50
_ID_SHORTEST, _ID_LONGEST = 2, 80


class StatusWriter:
    """Writes the 277CA of one batch; knows the number of the next HL."""

    def __init__(self, batch: Batch, values: AnswerValues) -> None:
        self._batch = batch
        self._values = values
        self._levels = 2
        self._day = f"{values.created_at:%Y%m%d}"

    def tree(self, number: str) -> LoopNode:
        """ST to the last status."""
        created = self._values.created_at
        reference = f"{self._values.interchange_control_number}-{number}"
        return loop(
            "",
            segment("ST", "277", number, VERSION),
            segment("BHT", "0085", "08", reference, self._day, f"{created:%H%M}", "TH"),
            loop(
                "2000A",
                segment("HL", "1", "", "20", "1"),
                loop("2100A", self._organisation("AY", self._batch.batch.receiver)),
                loop(
                    "2200A",
                    segment("TRN", "1", reference),
                    segment("DTP", "050", "D8", self._day),
                    segment("DTP", "009", "D8", self._day),
                ),
                self._receiver(),
            ),
        )

    def _organisation(self, entity: str, party: Party) -> Segment:
        name = self._text(party.last_name, _NAME_LONGEST) or UNNAMED
        return segment("NM1", entity, "2", name, "", "", "", "", "46", self._id(party.id))

    def _id(self, value: str) -> str:
        """NM109."""
        known = self._text(value, _ID_LONGEST)
        return known if len(known) >= _ID_SHORTEST else UNNAMED

    def _receiver(self) -> LoopNode:
        claims = self._batch.claims
        trace = self._text(self._batch.batch.reference, _REFERENCE_LONGEST) or "0"
        return loop(
            "2000B",
            segment("HL", "2", "1", "21", "1"),
            loop("2100B", self._organisation("41", self._batch.batch.submitter)),
            loop(
                "2200B",
                segment("TRN", "2", trace),
                self._overall(claims, self._day),
                *self._totals("90", "AA", claims),
            ),
            *(self._provider(party, told) for party, told in self._batch.providers.values()),
        )

    def _totals(self, taken: str, refused: str, claims: Sequence[ToldClaim]) -> Iterator[Segment]:
        """How many claims were accepted and rejected, and their charges."""
        accepted = [claim for claim in claims if not self._against(claim)]
        rejected = [claim for claim in claims if self._against(claim)]
        for qualifier, those in ((taken, accepted), (refused, rejected)):
            if those:
                yield segment("QTY", qualifier, str(len(those)))
        for qualifier, those in (("YU", accepted), ("YY", rejected)):
            if those:
                yield segment("AMT", qualifier, format_x12(sum(claim.charge for claim in those)))

    def _provider(self, party: Party, claims: Sequence[ToldClaim]) -> LoopNode:
        self._levels += 1
        level = str(self._levels)
        qualifier, known = ("XX", party.npi) if party.npi else ("FI", party.tax_id)
        kind = "1" if party.is_person else "2"
        names = self._names(party)
        return loop(
            "2000C",
            segment("HL", level, "2", "19", "1"),
            loop(
                "2100C",
                segment("NM1", "85", kind, *names, qualifier, self._id(known)),
            ),
            loop(
                "2200C",
                segment("TRN", "1", "0"),
                self._overall(claims, ""),
                *self._totals("QA", "QC", claims),
            ),
            *(self._patient(claim, level) for claim in claims),
        )

    def _names(self, party: Party) -> tuple[str, ...]:
        """NM103 to NM107."""
        last = self._text(party.last_name, _NAME_LONGEST) or UNNAMED
        if not party.is_person:
            return (last, "", "", "", "")
        first = self._text(party.first_name, _GIVEN_LONGEST)
        return (last, first, self._text(party.middle_name, 25), "", self._text(party.suffix, 10))

    def _patient(self, claim: ToldClaim, above: str) -> LoopNode:
        self._levels += 1
        names = self._names(claim.patient) if claim.patient.is_person else (UNNAMED, *[""] * 4)
        member = self._id(claim.member_id)
        return loop(
            "2000D",
            segment("HL", str(self._levels), above, "PT"),
            loop("2100D", segment("NM1", "QC", "1", *names, "MI", member)),
            self._claim(claim),
        )

    def _claim(self, claim: ToldClaim) -> LoopNode:
        against = self._against(claim)
        action = "U" if against else "WQ"
        number = self._text(claim.number, _REFERENCE_LONGEST) or "0"
        known = self._text(claim.clearinghouse_number, _REFERENCE_LONGEST)
        return loop(
            "2200D",
            segment("TRN", "2", number),
            *(self._status(words, claim.charge, action) for words in against or (ACCEPTED,)),
            *([segment("REF", "D9", known)] if known else []),
            *self._service_dates(self._days_of(claim)),
            *(self._line(line) for line in claim.lines),
        )

    def _days_of(self, claim: ToldClaim) -> tuple[date | None, date | None]:
        """The guide demands a day of service: a claim without one is given that of its batch."""
        if claim.days[0] is not None:
            return claim.days
        return self._batch.batch.created_on or self._values.created_at.date(), None

    def _against(self, claim: ToldClaim) -> tuple[StatusWords, ...]:
        return claim.words or ((SET_REJECTED,) if self._batch.is_rejected else ())

    def _line(self, line: ToldLine) -> LoopNode:
        code = (line.procedure.qualifier or "HC", self._text(line.procedure.code, 48) or "0")
        modifiers = tuple(self._text(each, 2) for each in line.procedure.modifiers)
        number = self._text(line.control_number, _REFERENCE_LONGEST)
        return loop(
            "2220D",
            segment("SVC", (*code, *modifiers), format_x12(line.charge)),
            *(self._line_status(words) for words in line.words[:1]),
            *([segment("REF", "FJ", number)] if number else []),
            *self._service_dates(line.days),
        )

    def _line_status(self, words: StatusWords) -> Segment:
        return segment("STC", _composite(words), self._day, "U")

    def _overall(self, claims: Sequence[ToldClaim], day: str) -> Segment:
        """What is said of a batch or a provider: received, or everything rejected."""
        all_rejected = all(self._against(claim) for claim in claims)
        words = SET_REJECTED if all_rejected else RECEIVED
        total = format_x12(sum(claim.charge for claim in claims))
        return segment("STC", _composite(words), day, "U" if all_rejected else "WQ", total)

    def _status(self, words: StatusWords, charge: int, action: str) -> Segment:
        return segment("STC", _composite(words), self._day, action, format_x12(charge))

    def _service_dates(self, days: tuple[date | None, date | None]) -> Iterator[Segment]:
        first, last = days
        if first is None:
            return
        if last is None or last == first:
            yield segment("DTP", "472", "D8", f"{first:%Y%m%d}")
        else:
            yield segment("DTP", "472", "RD8", f"{first:%Y%m%d}-{last:%Y%m%d}")

    def _text(self, value: str, longest: int) -> str:
        return self._values.echo(value, longest)


def _composite(words: StatusWords) -> Element:
    entity = (words.entity,) if words.entity else ()
    return (words.category, words.status, *entity)
