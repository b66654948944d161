"""What is said when something changes, and what is left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cob_verification.domain.dossier import Dossier, NoticeKind
from cob_verification.domain.liability import determine
from cob_verification.domain.payers import FilingLimit, LimitFrom, PayerDirectory, PayerProfile
from cob_verification.domain.standing import Changes, Given, Withdrawal, compare
from determining import PAYERS, answer, claim, dossier, feed

TODAY = date(2024, 3, 21)
LATE = date(2024, 12, 1)
ANSWERED = dossier(claim("A", "B"), answer("A", "PR-2 20"))
LONGER = PayerProfile(
    "b", aliases=frozenset({"b"}), filing_limits=(FilingLimit(720, LimitFrom.SERVICE),)
)
STRICTER = PayerProfile("a", aliases=frozenset({"a"}), class_overrides=(("PR-2", "FIXABLE"),))
EDITED = PayerDirectory.of([LONGER])


def changes(
    given: Given,
    about: Dossier,
    reason: Withdrawal = Withdrawal.CORRECTION,
    *,
    on: date = TODAY,
    payers: PayerDirectory = PAYERS,
) -> Changes:
    return compare(given, determine(about, payers), about, on, reason)


def after(*facts: Dossier, on: date = TODAY) -> Given:
    """What stands when these states of the claim were decided upon one after another."""
    given = Given()
    for about in facts:
        made = changes(given, about, on=on)
        attempts = dict(given.attempts or {})
        attempts |= {each.determined.adjudication_id: each.attempt for each in made.made}
        given = Given(given.after(made), attempts)
    return given


def said(found: Changes) -> list[str]:
    return [
        *(f"failed {each.reason.code}" for each in found.failed),
        *(f"withdrawn {each.standing.outcome}: {each.reason.name}" for each in found.withdrawn),
        *(f"superseded {each.outcome}" for each in found.superseded),
        *(f"{each.outcome} {each.attempt}" for each in found.made),
    ]


def test_what_stands_is_not_said_again() -> None:
    assert changes(after(ANSWERED), ANSWERED).is_empty


def test_each_attempt_has_its_own_id_which_a_replay_makes_again() -> None:
    moved = replace(ANSWERED, known=(feed("A", 1), feed("C", 2)))

    first, again = changes(Given(), ANSWERED), changes(Given(), ANSWERED)
    second = changes(after(ANSWERED), moved, Withdrawal.COVERAGE)

    assert first.made[0].determination_id == again.made[0].determination_id
    assert second.made[0].determination_id != first.made[0].determination_id
    assert said(second) == ["withdrawn BillNext: COVERAGE", "BillNext 2"]


def test_a_reversal_withdraws_from_the_last_place_to_the_first() -> None:
    both = dossier(
        claim("A", "B", "C"),
        answer("A", "PR-2 20"),
        answer("B", "OA-23 80", "PR-3 5", status="2"),
        sent=frozenset({"B"}),
    )
    reversal = answer("A", status="22", adjudication_id="reversal", reverses="by A")
    reversed_ = replace(both, answers=(*both.answers, reversal))

    found = changes(after(both), reversed_, Withdrawal.REVERSAL)

    assert [each.standing.sequence for each in found.withdrawn] == [2, 1]
    assert said(found)[2:] == ["Hold 1"]


def test_a_hold_gives_way_without_being_withdrawn() -> None:
    unknown = dossier(claim("A", "B"), answer("X", "PR-2 20", status="4"))
    known = replace(unknown, known=(feed("X", 1), feed("B", 2)))

    found = changes(after(unknown), known, Withdrawal.COVERAGE)

    assert said(found) == ["superseded Hold", "BillNext 2"]


@pytest.mark.parametrize(
    ("kind", "reason"),
    [(NoticeKind.CROSSOVER_TIMED_OUT, "COB-208"), (NoticeKind.CROSSOVER_REFUSED, "COB-209")],
)
def test_a_failed_crossover_is_said_before_the_claim_that_follows(
    kind: NoticeKind, reason: str
) -> None:
    told = answer("A", "PR-2 20", status="19")
    waiting = dossier(claim("A", "B"), told)
    over = dossier(claim("A", "B"), told, notices=[("by A", kind)])

    assert said(changes(after(waiting), over, Withdrawal.REVIEW)) == [
        f"failed {reason}",
        "BillNext 2",
    ]


def test_an_edited_profile_withdraws_nothing_when_another_payer_answers() -> None:
    second = answer("B", "OA-23 80", status="2")
    answered = replace(ANSWERED, answers=(*ANSWERED.answers, second), asked=frozenset({"B"}))

    found = changes(after(ANSWERED), answered, payers=PayerDirectory.of([STRICTER]))

    assert said(found) == ["NothingLeft 1"]


class TestLate:
    def test_what_is_late_is_held_once_with_its_date(self) -> None:
        (made,) = changes(Given(), ANSWERED, on=LATE).made

        assert (made.outcome, made.determined.reason.code) == ("Hold", "COB-403")
        assert changes(after(ANSWERED, on=LATE), ANSWERED, on=LATE).is_empty

    def test_what_was_in_time_does_not_become_late_by_waiting(self) -> None:
        assert changes(after(ANSWERED), ANSWERED, on=LATE).is_empty

    def test_a_person_has_it_decided_again_under_a_corrected_limit(self) -> None:
        found = changes(
            after(ANSWERED, on=LATE),
            ANSWERED,
            Withdrawal.REVIEW,
            on=LATE,
            payers=EDITED,
        )

        assert said(found) == ["superseded Hold", "BillNext 2"]
