"""The money of claims that were forwarded, undecided or with denials, and of void ones."""

import pytest

from bookkeeping import play
from payment_poster.domain.meaning import Disposition

STORIES = {
    "forwarded undecided: who decides in its place has the last word, whatever the ids": (
        """
        charge 100
        A2 pays 0
        D2 of A2 crossover
        A1 pays 60
        D1 of A1 patient nobody 20 patient 20
        = patient 20 | contractual 20 | cash 60 | revenue -100
        """,
        Disposition.STATEMENT,
    ),
    "forwarded with a denied line: it is worked, not written off": (
        """
        charge 100
        A1 pays 20
        D1 of A1 crossover person 60 patient 20
        = payer 80 | cash 20 | revenue -100
        A2 pays 20
        D2 of A2 second nothing-left unsettled 60
        = denied 60 | cash 40 | revenue -100
        """,
        Disposition.DENIAL_WORK,
    ),
    "forwarded with a denied line: the patient is not billed before it is worked": (
        """
        charge 100 prepaid 5
        A1 pays 20
        D1 of A1 crossover person 60 patient 20
        A2 pays 10
        D2 of A2 second patient unsettled 60 patient 10
        = payer 10 | patient -5 | denied 60 | cash 30 | patient-cash 5 | revenue -100
        """,
        Disposition.DENIAL_WORK,
    ),
    "forwarded with a denied line that the next payer paid": (
        """
        charge 100
        A1 pays 20
        D1 of A1 crossover person 60 patient 20
        A2 pays 70
        D2 of A2 second patient patient 10
        = patient 10 | cash 90 | revenue -100
        """,
        Disposition.STATEMENT,
    ),
    "forwarded with a denied line, and the next payer calls the whole difference contractual": (
        """
        charge 180
        A1 pays 60
        D1 of A1 crossover nobody 20 person 80 patient 20
        = payer 100 | contractual 20 | cash 60 | revenue -180
        A2 pays 20
        D2 of A2 second nothing-left nobody 160 unsettled 80
        = denied 80 | contractual 20 | cash 80 | revenue -180
        """,
        Disposition.DENIAL_WORK,
    ),
    "forwarded with a denied line: a reduction takes what is left of the other lines": (
        """
        charge 180
        A1 pays 60
        D1 of A1 crossover nobody 20 person 80 patient 20
        A2 pays 15
        D2 of A2 second nothing-left nobody 165 unsettled 80
        = denied 80 | contractual 25 | cash 75 | revenue -180
        """,
        Disposition.DENIAL_WORK,
    ),
    "forwarded with a denied line that the next payer adjudicated by its own contract": (
        """
        charge 180
        A1 pays 60
        D1 of A1 crossover nobody 20 person 80 patient 20
        A2 pays 70
        D2 of A2 second nothing-left nobody 30
        = contractual 50 | cash 130 | revenue -180
        """,
        Disposition.SETTLED,
    ),
    "denied by both payers: what neither settled is worked on": (
        """
        charge 180
        A1 pays 60
        D1 of A1 crossover nobody 20 person 80 patient 20
        A2 pays 0
        D2 of A2 second denial nobody 160 person 20 unsettled 80
        = denied 100 | contractual 20 | cash 60 | revenue -180
        """,
        Disposition.DENIAL_WORK,
    ),
    "void after payment: nothing is determined of it any more, and all of it goes back": (
        """
        charge 100 prepaid 10
        A1 pays 60
        D1 of A1 next-payer nobody 20 patient 20
        charge 100 version 2 void prepaid 10
        D1 withdrawn
        = refund -70 | cash 60 | patient-cash 10
        A2 takes back A1 -60
        = refund -10 | patient-cash 10
        """,
        Disposition.REFUND,
    ),
    "paid after it was void, and never determined": (
        """
        charge 100 version 2 void
        A1 pays 60
        = refund -60 | cash 60
        """,
        Disposition.REFUND,
    ),
}


@pytest.mark.parametrize(("story", "disposition"), STORIES.values(), ids=STORIES.keys())
def test_the_ledger_after_each_story_is_as_the_bookkeeper_expects(
    story: str, disposition: Disposition
) -> None:
    desk = play(story)

    told = [change.resolution for change in desk.changes if change.resolution]
    assert told[-1].disposition is disposition
    released = desk.book.released.amount if desk.book.released else 0
    assert (released > 0) is (disposition is Disposition.STATEMENT)
