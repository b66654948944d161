"""Answers that come out of turn: from a later payer, or from one that did not decide."""

import pytest

from cob_verification.domain.dossier import NoticeKind
from cob_verification.domain.liability import carrier_has_answered
from determining import PAYERS, answer, claim, coverage, decided, dossier

FIRST = answer("A", "CO-45 20", "PR-2 20")
THIRD = answer("C", "OA-23 80", "PR-3 5", status="3")
NOT_OURS = answer("B", status="23", paid_cents=0)
TO_B = frozenset({"B"})
OVER = (("by B", NoticeKind.CROSSOVER_TIMED_OUT),)


def test_a_third_payers_answer_takes_nothing_from_the_second() -> None:
    about = claim("A", "B", "C")

    assert decided(dossier(about, FIRST, THIRD)) == {"by A": "bill B 20.00"}
    assert decided(dossier(about, FIRST, THIRD, sent=TO_B)) == {"by A": "bill B 20.00"}


def test_a_third_payers_answer_does_not_end_the_wait_for_the_second() -> None:
    forwarded = answer("A", "PR-2 20", status="19", forwarded_to="B")
    waiting = dossier(claim("A", "B", "C"), forwarded, THIRD)
    over = dossier(claim("A", "B", "C"), forwarded, answer("B", "OA-23 80", status="2"))

    assert not carrier_has_answered(waiting, "by A", PAYERS)
    assert carrier_has_answered(over, "by A", PAYERS)


def test_a_payer_that_took_back_its_answer_to_a_forwarded_claim_is_not_billed_again() -> None:
    second = answer("B", "OA-23 80", "PR-3 5", status="2")
    reversal = answer("B", adjudication_id="back", status="22", reverses="by B")
    about = claim("A", "B")

    unasked = decided(dossier(about, FIRST, second, reversal))
    ours = decided(dossier(about, FIRST, second, reversal, sent=TO_B))

    assert unasked == {"by A": "await B", "back": "hold COB-110"}
    assert ours == {"by A": "bill B 20.00", "back": "hold COB-110"}


class TestASecondPayerThatForwardsUndecided:
    def test_what_was_billed_stands_and_the_third_is_awaited_not_billed(self) -> None:
        about = dossier(claim("A", "B", "C"), FIRST, NOT_OURS, sent=TO_B)

        assert decided(about) == {"by A": "bill B 20.00", "by B": "await C"}
        assert not carrier_has_answered(about, "by B", PAYERS)

    def test_without_a_third_the_patient_is_not_billed(self) -> None:
        about = dossier(claim("A", "B"), FIRST, NOT_OURS, sent=TO_B)

        assert decided(about) == {"by A": "bill B 20.00", "by B": "await somebody"}

    def test_a_wait_without_end_becomes_a_persons_work(self) -> None:
        about = dossier(claim("A", "B", "C"), FIRST, NOT_OURS, sent=TO_B, notices=OVER)

        assert decided(about) == {"by A": "bill B 20.00", "by B": "hold COB-210"}

    def test_the_third_payers_answer_is_decided_in_its_place(self) -> None:
        about = dossier(claim("A", "B", "C"), FIRST, NOT_OURS, THIRD, sent=TO_B)

        assert decided(about) == {"by A": "await C", "by B": "await C", "by C": "patient 5.00"}

    def test_asked_by_the_first_payer_it_is_not_asked_by_us(self) -> None:
        about = dossier(claim("A", "B", "C"), FIRST, NOT_OURS)

        assert decided(about) == {"by A": "await B", "by B": "await C"}


@pytest.mark.parametrize(
    ("second", "said"),
    [
        pytest.param(["OA-23 80"], "patient 80.00", id="B paid the rest"),
        pytest.param(["OA-23 80", "PR-2 15"], "patient 95.00", id="B leaves a share"),
        pytest.param(["OA-23 80", "PR-2 20"], "patient 100.00", id="B paid nothing"),
        pytest.param(["OA-23 80", "PR-100 20"], "patient 100.00", id="B paid the patient, too"),
    ],
)
def test_what_a_payer_paid_to_the_patient_is_owed_on_whatever_a_later_payer_says(
    second: list[str], said: str
) -> None:
    first = answer("A", "PR-100 80", "PR-2 20")
    later = answer("B", *second, status="2")

    about = dossier(claim("A", "B"), first, later, sent=TO_B)

    assert decided(about) == {"by A": "bill B 100.00", "by B": said}


def test_an_unclear_order_holds_every_answer_once() -> None:
    both = claim(coverage("A", 1), coverage("B", 1))
    again = answer("A", "PR-2 30", adjudication_id="again")
    taken_back = answer("B", "PR-2 20", adjudication_id="back", status="22", reverses="unknown")

    assert decided(dossier(both, FIRST, again, taken_back)) == {
        "by A": "hold COB-308",
        "again": "hold COB-108",
        "back": "hold COB-111",
    }
