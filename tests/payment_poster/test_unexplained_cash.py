"""Cash that nothing is determined of: no patient is asked for what a payer has paid (ADR 14)."""

import pytest

from bookkeeping import cents, play
from payment_poster.domain.claim_book import Released
from payment_poster.domain.meaning import Disposition

STORIES = {
    "a second answer without a determination: the patient is not asked for what a payer paid": (
        """
        charge 100
        A1 pays 60
        D1 of A1 patient nobody 20 patient 20
        = patient 20 | contractual 20 | cash 60 | revenue -100
        A2 pays 60
        = payer -40 | contractual 20 | cash 120 | revenue -100
        """,
        Disposition.REVIEW,
    ),
    "cash that nothing is determined of covers a part: the patient keeps what is open": (
        """
        charge 100
        A1 pays 60
        D1 of A1 patient nobody 20 patient 20
        A2 pays 5
        = patient 15 | contractual 20 | cash 65 | revenue -100
        """,
        Disposition.REVIEW,
    ),
    "it is taken back: the patient owes as before": (
        """
        charge 100
        A1 pays 60
        D1 of A1 patient nobody 20 patient 20
        A2 pays 60
        A3 takes back A2 -60
        = patient 20 | contractual 20 | cash 60 | revenue -100
        """,
        Disposition.STATEMENT,
    ),
    "whose it is gets known: the second payer's answer counts, and the recall is taken back": (
        """
        charge 100
        A1 pays 60
        D1 of A1 patient nobody 20 patient 20
        A2 pays 15
        = patient 5 | contractual 20 | cash 75 | revenue -100
        D1 withdrawn
        D2 of A1 again next-payer nobody 20 patient 20
        D3 of A2 second patient patient 5
        = patient 5 | contractual 20 | cash 75 | revenue -100
        """,
        Disposition.STATEMENT,
    ),
    "what the patient paid beforehand is not refunded before somebody has looked": (
        """
        charge 100 prepaid 5
        A1 pays 60
        D1 of A1 patient nobody 20 patient 20
        A2 pays 20
        = patient -5 | contractual 20 | cash 80 | patient-cash 5 | revenue -100
        """,
        Disposition.REVIEW,
    ),
    "what was written off as nobody's is not what the cash paid for": (
        """
        charge 100
        A1 pays 60
        D1 of A1 next-payer nobody 20 patient 20
        A2 pays 5
        D2 of A2 second patient patient 10
        = patient 10 | contractual 25 | cash 65 | revenue -100
        A3 pays 8
        = patient 2 | contractual 25 | cash 73 | revenue -100
        """,
        Disposition.REVIEW,
    ),
    "nothing was left, and a payer pays all the same": (
        """
        charge 100
        A1 pays 80
        D1 of A1 nothing-left nobody 20
        A2 pays 30
        = payer -30 | contractual 20 | cash 110 | revenue -100
        """,
        Disposition.REVIEW,
    ),
    "while a payer is asked, its cash before its determination is no matter": (
        """
        charge 100
        A1 pays 60
        D1 of A1 next-payer nobody 20 patient 20
        A2 pays 20
        = contractual 20 | cash 80 | revenue -100
        """,
        Disposition.NEXT_PAYER,
    ),
}


@pytest.mark.parametrize(("story", "disposition"), STORIES.values(), ids=STORIES.keys())
def test_the_ledger_after_each_story_is_as_the_bookkeeper_expects(
    story: str, disposition: Disposition
) -> None:
    desk = play(story)

    told = [change.resolution for change in desk.changes if change.resolution]
    assert told[-1].disposition is disposition


def test_a_statement_is_recalled_down_to_what_is_open_after_all_cash() -> None:
    desk = play("charge 100\nA1 pays 60\nD1 of A1 patient nobody 20 patient 20\nA2 pays 5")

    change = desk.changes[-1]
    assert (change.recalled, change.released) == (Released("D1", cents("20")), desk.book.released)
    assert desk.book.released == Released("D1", cents("15"))


def test_what_a_payer_paid_already_is_not_released_in_the_first_place() -> None:
    desk = play("charge 100\nA1 pays 60\nA2 pays 60\nD1 of A1 patient nobody 20 patient 20")

    assert desk.book.released is None


def test_a_small_balance_that_a_payer_paid_is_not_written_off() -> None:
    play(
        """
        charge 100
        A1 pays 80
        D1 of A1 patient nobody 17 patient 3
        = contractual 20 | cash 80 | revenue -100
        A2 pays 2
        = contractual 18 | cash 82 | revenue -100
        """,
        small_balance="5",
    )


def test_a_recall_is_an_entry_of_its_own_that_is_booked_once_and_reversed() -> None:
    lines = "charge 100\nA1 pays 60\nD1 of A1 patient nobody 20 patient 20\nA2 pays 5\nA2 pays 5"
    desk = play(f"{lines}\nA3 takes back A2 -5")

    recalls = [each for each in desk.entries if each.reason_code == "PST-209"]
    assert [each.cause for each in recalls] == ["share-recalled:A1:1"]
    assert desk.entries[-1].reverses_entry_id == recalls[0].entry_id
