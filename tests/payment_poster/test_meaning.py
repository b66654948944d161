"""The stories of a claim's money, as tables that a bookkeeper reads."""

import pytest

from bookkeeping import play
from payment_poster.domain.meaning import Disposition

STORIES = {
    "Medicare, then a supplement that pays the rest": (
        """
        charge 500
        = payer 500 | revenue -500
        A1 pays 300
        = payer 200 | cash 300 | revenue -500
        D1 of A1 next-payer nobody 125 patient 75
        = payer 75 | contractual 125 | cash 300 | revenue -500
        A2 pays 75
        D2 of A2 second nothing-left
        = contractual 125 | cash 375 | revenue -500
        """,
        Disposition.SETTLED,
    ),
    "a Medicaid that pays by the lesser-of: 65 paid, OA23 425 posts nothing, CO45 10": (
        """
        charge 500
        A1 pays 300
        D1 of A1 next-payer nobody 125 patient 75
        A2 pays 65
        D2 of A2 second nothing-left nobody 10
        = contractual 135 | cash 365 | revenue -500
        """,
        Disposition.SETTLED,
    ),
    "a Medicaid that pays nothing: the rest is nobody's": (
        """
        charge 500
        A1 pays 300
        D1 of A1 next-payer nobody 125 patient 75
        A2 pays 0
        D2 of A2 second nothing-left
        = contractual 200 | cash 300 | revenue -500
        """,
        Disposition.WRITE_OFF,
    ),
    "two commercial payers and a copay collected: the patient owes the rest less what he paid": (
        """
        charge 200 prepaid 20
        = payer 200 | patient -20 | patient-cash 20 | revenue -200
        A1 pays 90
        D1 of A1 next-payer nobody 50 patient 60
        = payer 60 | patient -20 | contractual 50 | cash 90 | patient-cash 20 | revenue -200
        A2 pays 25
        D2 of A2 second patient patient 35
        = patient 15 | contractual 50 | cash 115 | patient-cash 20 | revenue -200
        """,
        Disposition.STATEMENT,
    ),
    "three payers, each once, in order": (
        """
        charge 100
        A1 pays 50
        D1 of A1 next-payer nobody 20 patient 30
        A2 pays 10
        D2 of A2 second next-payer nobody 5 patient 15
        = payer 15 | contractual 25 | cash 60 | revenue -100
        A3 pays 15
        D3 of A3 third nothing-left
        = contractual 25 | cash 75 | revenue -100
        """,
        Disposition.SETTLED,
    ),
    "a payer that puts the whole difference into CO45 makes no credit": (
        """
        charge 100
        A1 pays 60
        D1 of A1 next-payer nobody 20 patient 20
        A2 pays 10
        D2 of A2 second patient nobody 90 patient 20
        = contractual 30 | cash 70 | revenue -100
        """,
        Disposition.SETTLED,
    ),
    "the lower of the payers' patient shares: what is beyond it is nobody's": (
        """
        charge 100
        A1 pays 60
        D1 of A1 next-payer nobody 20 patient 20
        A2 pays 5
        D2 of A2 second patient patient 10
        = patient 10 | contractual 25 | cash 65 | revenue -100
        """,
        Disposition.STATEMENT,
    ),
    "a first answer that leaves cents unexplained goes to a person": (
        """
        charge 100
        A1 pays 60
        D1 of A1 patient nobody 20 patient 19.99
        = payer 0.01 | patient 19.99 | contractual 20 | cash 60 | revenue -100
        """,
        Disposition.REVIEW,
    ),
    "a fixable denial: worked first, the patient owes nothing": (
        """
        charge 80
        A1 pays 0
        D1 of A1 denial person 80
        = denied 80 | revenue -80
        """,
        Disposition.DENIAL_WORK,
    ),
    "a denied line beside a paid one": (
        """
        charge 180
        A1 pays 60
        D1 of A1 denial nobody 20 person 80 patient 20
        = payer 20 | denied 80 | contractual 20 | cash 60 | revenue -180
        """,
        Disposition.DENIAL_WORK,
    ),
    "a crossover: the rest stays with the payer": (
        """
        charge 100
        A1 pays 60
        D1 of A1 crossover nobody 21.20 patient 18.80
        = payer 18.80 | contractual 21.20 | cash 60 | revenue -100
        """,
        Disposition.NEXT_PAYER,
    ),
    "the crossover fails: decided anew, nothing is booked twice": (
        """
        charge 100
        A1 pays 60
        D1 of A1 crossover nobody 21.20 patient 18.80
        D2 of A1 again next-payer nobody 21.20 patient 18.80
        = payer 18.80 | contractual 21.20 | cash 60 | revenue -100
        """,
        Disposition.NEXT_PAYER,
    ),
    "paid in full": (
        """
        charge 100
        A1 pays 80
        D1 of A1 nothing-left nobody 20
        = contractual 20 | cash 80 | revenue -100
        """,
        Disposition.SETTLED,
    ),
    "an absorbed line: OA94 takes off what CO97 reports": (
        """
        charge 80
        A1 pays 56
        D1 of A1 patient nobody 40 technical -30 patient 14
        = patient 14 | contractual 10 | cash 56 | revenue -80
        """,
        Disposition.STATEMENT,
    ),
    "an incentive raises the payment, not the patient's relief": (
        """
        charge 100
        A1 pays 85
        D1 of A1 patient bonus -5 patient 20
        = patient 20 | contractual -5 | cash 85 | revenue -100
        """,
        Disposition.STATEMENT,
    ),
    "overpaid by the second payer: a refund": (
        """
        charge 100
        A1 pays 80
        D1 of A1 next-payer patient 20
        A2 pays 30
        D2 of A2 second nothing-left
        = refund -10 | cash 110 | revenue -100
        """,
        Disposition.REFUND,
    ),
    "the copay collected was more than the patient's share": (
        """
        charge 100 prepaid 30
        A1 pays 80
        D1 of A1 patient patient 20
        = refund -10 | cash 80 | patient-cash 30 | revenue -100
        """,
        Disposition.REFUND,
    ),
    "a determination before everything else waits for charge and cash": (
        """
        D1 of A1 nothing-left nobody 20
        =
        A1 pays 80
        = payer -80 | cash 80
        charge 100
        = contractual 20 | cash 80 | revenue -100
        """,
        Disposition.SETTLED,
    ),
    "a withdrawal before its determination": (
        """
        charge 100
        A1 pays 60
        D1 withdrawn
        D1 of A1 patient nobody 20 patient 20
        = payer 40 | cash 60 | revenue -100
        """,
        Disposition.NEXT_PAYER,
    ),
    "a coverage turns up: what was the patient's is a payer's again": (
        """
        charge 100
        A1 pays 60
        D1 of A1 patient nobody 20 patient 20
        = patient 20 | contractual 20 | cash 60 | revenue -100
        D1 withdrawn
        = payer 40 | cash 60 | revenue -100
        D2 of A1 again next-payer nobody 20 patient 20
        = payer 20 | contractual 20 | cash 60 | revenue -100
        """,
        Disposition.NEXT_PAYER,
    ),
    "reversed and corrected": (
        """
        charge 100
        A1 pays 60
        D1 of A1 patient nobody 20 patient 20
        A2 takes back A1 -60
        = payer 100 | revenue -100
        D1 withdrawn
        = payer 100 | revenue -100
        A3 pays 70
        D3 of A3 patient nobody 20 patient 10
        = patient 10 | contractual 20 | cash 70 | revenue -100
        """,
        Disposition.STATEMENT,
    ),
    "the reversal comes before what it reverses": (
        """
        charge 100
        A2 takes back A1 -60
        = payer 160 | cash -60 | revenue -100
        D1 of A1 patient nobody 20 patient 20
        A1 pays 60
        = payer 100 | revenue -100
        """,
        Disposition.NEXT_PAYER,
    ),
    "a replaced claim: the charge is booked anew, the caps follow": (
        """
        charge 100
        A1 pays 60
        D1 of A1 nothing-left nobody 40
        charge 90 version 2
        = contractual 30 | cash 60 | revenue -90
        """,
        Disposition.SETTLED,
    ),
    "a void claim that was paid: everything paid is to be refunded": (
        """
        charge 100
        A1 pays 60
        D1 of A1 nothing-left nobody 40
        charge 100 version 2 void
        = refund -60 | cash 60
        """,
        Disposition.REFUND,
    ),
    "money before its claim is known moves when it is": (
        """
        A1 unmatched 60
        = cash 60 | unapplied -60
        charge 100
        A1 pays 60
        = payer 40 | cash 60 | revenue -100
        A1 unmatched 60
        = payer 40 | cash 60 | revenue -100
        D1 of A1 next-payer nobody 20
        = payer 20 | contractual 20 | cash 60 | revenue -100
        """,
        Disposition.NEXT_PAYER,
    ),
    "a reversal of something unknown lies in unapplied": (
        """
        charge 100
        A2 takes back ? -60
        = payer 100 | cash -60 | unapplied 60 | revenue -100
        A1 pays 60
        D1 of A1 next-payer nobody 20
        A2 takes back A1 -60
        = payer 100 | revenue -100
        """,
        Disposition.NEXT_PAYER,
    ),
    "a reversal of what was reversed already lies in unapplied": (
        """
        charge 100
        A1 pays 60
        A2 takes back A1 -60
        A3 takes back A1 -60
        = payer 100 | cash -60 | unapplied 60 | revenue -100
        """,
        Disposition.NEXT_PAYER,
    ),
}


@pytest.mark.parametrize(("story", "disposition"), STORIES.values(), ids=STORIES.keys())
def test_the_ledger_after_each_story_is_as_the_bookkeeper_expects(
    story: str, disposition: Disposition
) -> None:
    desk = play(story)

    resolutions = [change.resolution for change in desk.changes if change.resolution]
    last = resolutions[-1].disposition if resolutions else Disposition.NEXT_PAYER
    assert last is disposition


def test_a_balance_too_small_to_bill_is_written_off_and_not_released() -> None:
    desk = play(
        """
        charge 100
        A1 pays 80
        D1 of A1 patient nobody 17 patient 3
        = contractual 20 | cash 80 | revenue -100
        """,
        small_balance="5",
    )

    assert desk.book.released is None


def test_a_statement_is_released_only_when_no_payer_is_left() -> None:
    desk = play("charge 100\nA1 pays 60\nD1 of A1 next-payer nobody 20 patient 20")

    assert desk.book.released is None


def test_a_released_balance_is_recalled_when_its_determination_is_withdrawn() -> None:
    desk = play("charge 100\nA1 pays 60\nD1 of A1 patient nobody 20 patient 20\nD1 withdrawn")

    recalled = desk.changes[-1].recalled
    assert recalled is not None
    assert (recalled.determination_id, recalled.amount) == ("D1", 2000)


def test_a_payment_of_zero_is_no_entry() -> None:
    desk = play("charge 100\nA1 pays 0")

    assert [entry.cause for entry in desk.entries] == ["charge:C1:1"]
    assert desk.changes[-1].booking is not None


def test_a_reversal_is_linked_to_the_entry_that_it_takes_back() -> None:
    desk = play("charge 100\nA1 pays 60\nA2 takes back A1 -60")

    paid, taken_back = desk.entries[-2:]
    assert taken_back.reverses_entry_id == paid.entry_id
