"""One answer whose earlier payers have all answered, with everything around it."""

from __future__ import annotations

from dataclasses import dataclass

from cob_verification.domain import remainder
from cob_verification.domain.answers import Answer
from cob_verification.domain.classes import Classified
from cob_verification.domain.coverage import Coverage
from cob_verification.domain.crossover import is_medicaid
from cob_verification.domain.dossier import Dossier, NoticeKind
from cob_verification.domain.payers import PayerDirectory, PayerProfile
from cob_verification.domain.pending_work import Opinion, unsettled_cents
from cob_verification.domain.primacy import PayerOrder
from cob_verification.domain.reasons import Rule
from cob_verification.domain.seating import Seat, Seating


@dataclass(frozen=True, slots=True)
class Stage:
    """One answer whose earlier payers have all answered."""

    seat: Seat
    seating: Seating
    order: PayerOrder
    dossier: Dossier
    payers: PayerDirectory

    @property
    def answer(self) -> Answer:
        return self.seat.answer

    @property
    def later(self) -> tuple[Coverage, ...]:
        return self.seating.coverages[self.seat.place :]

    @property
    def following(self) -> Coverage | None:
        return self.later[0] if self.later else None

    @property
    def earlier(self) -> tuple[Seat, ...]:
        """The answers up to this one, in order."""
        return tuple(self.seating.by_place[place] for place in range(1, self.seat.place + 1))

    @property
    def trace(self) -> tuple[Rule, ...]:
        return (*self.order.trace, *self.seat.trace)

    @property
    def crossover_failed(self) -> bool:
        return self.dossier.has(
            self.answer.adjudication_id,
            NoticeKind.CROSSOVER_TIMED_OUT,
            NoticeKind.CROSSOVER_REFUSED,
        )

    def profile_of(self, coverage: Coverage | None) -> PayerProfile | None:
        if coverage is None:
            return None
        return self.payers.profile((*coverage.payer.texts, *coverage.also_known_as))

    def classified(self, seat: Seat) -> tuple[Classified, ...]:
        profile = self.profile_of(seat.coverage)
        return remainder.classified(seat.answer, profile or self.payers.defaults)

    @property
    def has_medicaid(self) -> bool:
        return any(is_medicaid(coverage, self.payers) for coverage in self.seating.coverages)

    @property
    def is_beneficiary(self) -> bool:
        """A payer so far has marked the patient as a qualified Medicare beneficiary."""
        return any(
            remainder.names_beneficiary(each.answer, self.classified(each)) for each in self.earlier
        )

    @property
    def is_protected(self) -> bool:
        """Medicaid and QMB patients are never billed for covered services (domain 13)."""
        return self.has_medicaid or self.is_beneficiary

    @property
    def unsettled_cents(self) -> int:
        """What earlier payers denied, is worked on, and this answer does not settle."""
        return unsettled_cents([self._opinion(each) for each in self.earlier])

    def _opinion(self, seat: Seat) -> Opinion:
        following = next(iter(self.seating.coverages[seat.place :]), None)
        found = remainder.sort(self.classified(seat), self.profile_of(following))
        return Opinion(seat.answer, found)

    @property
    def patient_cents(self) -> int:
        """The lower of the patient shares so far."""
        return remainder.lower_patient_share([self.classified(each) for each in self.earlier])
