"""Who pays next, as tables in plain words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cob_verification.domain.answers import Answer, Carrier
from cob_verification.domain.coverage import Evidence, PayerName
from cob_verification.domain.determination import AwaitCrossover, BillNext, Hold
from cob_verification.domain.dossier import NoticeKind
from cob_verification.domain.liability import determine
from determining import (
    PAID,
    PAYERS,
    SERVICED,
    answer,
    claim,
    codes,
    coverage,
    decided,
    dossier,
    feed,
    only,
    owners,
)

ENDED = {"effective_on": date(2020, 1, 1), "terminated_on": date(2023, 12, 31)}
REVERSED = {"status": "22", "adjudication_id": "reversal", "reverses": "by A"}


@pytest.mark.parametrize(
    ("adjustments", "coverages", "said"),
    [
        pytest.param(["CO-45 20", "PR-2 16"], "A B", "bill B 16.00", id="coinsurance"),
        pytest.param(["PR-1 100"], "A B", "bill B 100.00", id="all deductible, paid nothing"),
        pytest.param(["CO-45 20"], "A B", "nothing left", id="paid in full"),
        pytest.param([], "A B", "nothing left", id="paid the whole charge"),
        pytest.param(["CO-16 100"], "A B", "denied 100.00", id="fixable"),
        pytest.param(["CO-50 100"], "A B", "denied 100.00", id="CO denial, B doesn't consider it"),
        pytest.param(["CO-96 100"], "A generous", "bill generous 100.00", id="B considers it"),
        pytest.param(["PR-204 100"], "A B", "bill B 100.00", id="not covered by the plan, PR"),
        pytest.param(["PR-27 100"], "A B", "bill B 100.00", id="coverage ended at A"),
        pytest.param(["PR-2 20", "CO-16 80"], "A B", "denied 80.00", id="part of it is fixable"),
        pytest.param(["PR-2 20"], "A", "patient 20.00", id="no further coverage"),
        pytest.param(["CO-16 100"], "A", "denied 100.00", id="fixable, and nobody after"),
        pytest.param(["PR-2 20", "CO-16 80"], "A", "denied 80.00", id="patient waits for the work"),
        pytest.param(["PR-2 20"], "A medicaid", "bill medicaid 20.00", id="Medicaid is next"),
        pytest.param(["PR-2 20"], "medicaid", "nothing left", id="Medicaid's patient owes nothing"),
        pytest.param(["PR-100 80"], "A B", "bill B 80.00", id="the payer paid the patient"),
        pytest.param(["OA-209 20"], "medicare medicaid", "bill medicaid 20.00", id="QMB"),
        pytest.param(["OA-209 20"], "medicare", "hold COB-310", id="QMB without Medicaid"),
        pytest.param(["CO-29 100"], "A B", "denied 100.00", id="late at A"),
        pytest.param(["CO-1 100"], "A B", "denied 100.00", id="a deductible nobody may collect"),
        pytest.param(["CO-9999 100"], "A B", "denied 100.00", id="unknown code, CO"),
        pytest.param(["PR-9999 100"], "A B", "bill B 100.00", id="unknown code, PR"),
    ],
)
def test_the_first_payers_answer_decides_who_is_next(
    adjustments: list[str], coverages: str, said: str
) -> None:
    first = coverages.split(maxsplit=1)[0]

    about = dossier(claim(*coverages.split()), answer(first, *adjustments))

    assert decided(about) == {f"by {first}": said}


@pytest.mark.parametrize(
    ("second", "said"),
    [
        pytest.param(answer("B", "OA-23 80", "PR-3 5", status="2"), "bill C 5.00", id="C is left"),
        pytest.param(answer("B", "OA-23 80", status="2"), "nothing left", id="B paid the rest"),
        pytest.param(answer("B", "OA-23 80", "CO-45 20", status="2"), "nothing left", id="CO45"),
        pytest.param(answer("B", "CO-16 100", status="2"), "denied 100.00", id="fixable at B"),
    ],
)
def test_the_second_payers_answer_is_decided_in_turn(second: Answer, said: str) -> None:
    first = answer("A", "CO-45 60", "PR-2 20")

    about = dossier(claim("A", "B", "C"), first, second, sent=frozenset({"B"}))

    assert decided(about) == {"by A": "bill B 20.00", "by B": said}


def test_after_the_last_payer_the_lower_patient_share_is_the_patients() -> None:
    first = answer("A", "CO-45 60", "PR-2 20")
    second = answer("B", "OA-23 80", "PR-3 20", status="2")
    more = answer("B", "PR-204 100", status="2")
    sent = frozenset({"B"})

    agreed = decided(dossier(claim("A", "B"), first, second, sent=sent))
    raised = decided(dossier(claim("A", "B"), first, more, sent=sent))

    assert agreed["by B"] == raised["by B"] == "patient 20.00"


def test_the_patient_of_a_last_medicaid_owes_nothing_and_the_rest_is_written_off() -> None:
    first = answer("A", "CO-45 60", "PR-2 20")
    second = answer("medicaid", "OA-23 80", "PR-3 5", "CO-45 15", status="2")

    about = dossier(claim("A", "medicaid"), first, second, sent=frozenset({"medicaid"}))

    assert decided(about)["by medicaid"] == "nothing left"


def test_every_cent_has_one_owner() -> None:
    about = dossier(
        claim("A", "B", charge="100"),
        answer("A", "CO-45 40", "PR-2 20", "OA-94 -5", "OA-23 7", "CO-253 1.50"),
    )

    assert owners(only(about)) == [
        "CO-45 40.00 CONTRACTUAL NOBODY",
        "PR-2 20.00 PR_SHIFT PAYER",
        "OA-94 -5.00 TECHNICAL MEMO",
        "OA-23 7.00 PRIOR MEMO",
        "CO-253 1.50 CONTRACTUAL NOBODY",
    ]


def test_a_held_patient_share_belongs_to_a_person_until_the_denial_is_worked() -> None:
    found = only(dossier(claim("A"), answer("A", "PR-2 20", "CO-16 80")))

    assert owners(found) == ["PR-2 20.00 PR_SHIFT PERSON", "CO-16 80.00 FIXABLE PERSON"]


def test_the_next_claim_rests_on_all_earlier_answers_and_names_the_others() -> None:
    first = answer("A", "CO-45 60", "PR-2 20")
    second = answer("B", "OA-23 80", "PR-3 5", status="2")
    about = dossier(claim("A", "B", "C", "D"), first, second, sent=frozenset({"B"}))

    outcome = next(
        each.outcome
        for each in determine(about, PAYERS)
        if isinstance(each.outcome, BillNext) and each.sequence == 2
    )

    assert [prior.adjudication_id for prior in outcome.priors] == ["by A", "by B"]
    assert [each.coverage_id for each in outcome.others] == ["D"]


class TestCrossover:
    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            pytest.param({"status": "19"}, "await medigap", id="status 19 alone"),
            pytest.param({"status": "19", "forwarded_to": "55001"}, "await medigap", id="COBA id"),
            pytest.param({"forwarded_to": "55001"}, "await medigap", id="carrier, status 1"),
            pytest.param({"forwarded_to": "30002"}, "hold COB-207", id="a carrier nobody knows"),
            pytest.param(
                {"status": "19", "forwarded_to": "30002"}, "await somebody", id="but forwarded"
            ),
            pytest.param({"remark_codes": ("MA01", "MA18")}, "await medigap", id="MA18"),
            pytest.param({"remark_codes": ("N89",)}, "await medigap", id="N89"),
            pytest.param({"remark_codes": ("MA07",)}, "await medicaid", id="MA07 names Medicaid"),
            pytest.param({"remark_codes": ("MA19",)}, "bill medigap 20.00", id="MA19: not sent"),
            pytest.param(
                {"remark_codes": ("MA18", "MA19")}, "bill medigap 20.00", id="MA19 beats MA18"
            ),
            pytest.param({"status": "19", "remark_codes": ("MA19",)}, "await medigap", id="19 won"),
        ],
    )
    def test_a_forwarded_claim_is_awaited(self, changes: dict[str, object], said: str) -> None:
        about = dossier(
            claim("medicare", "medigap", "medicaid"),
            answer("medicare", "CO-45 20", "PR-2 20", **changes),
        )

        assert decided(about) == {"by medicare": said}

    def test_work_first_stops_neither_the_wait_nor_the_claim_after_it(self) -> None:
        told = answer("medicare", "CO-B15 60", "PR-2 20", status="19")
        failed = [("by medicare", NoticeKind.CROSSOVER_TIMED_OUT)]

        waiting = decided(dossier(claim("medicare", "medigap"), told))
        over = decided(dossier(claim("medicare", "medigap"), told, notices=failed))

        assert waiting == {"by medicare": "await medigap"}
        assert over == {"by medicare": "bill medigap 20.00"}

    def test_a_wait_without_a_further_coverage_ends_with_the_patient(self) -> None:
        told = answer("medicare", "PR-2 20", status="19")
        failed = [("by medicare", NoticeKind.CROSSOVER_REFUSED)]

        assert decided(dossier(claim("medicare"), told)) == {"by medicare": "await somebody"}
        assert decided(dossier(claim("medicare"), told, notices=failed)) == {
            "by medicare": "patient 20.00"
        }

    def test_an_answer_to_a_claim_that_we_never_sent_is_evidence_of_crossover(self) -> None:
        answers = (
            answer("A", "PR-2 20"),
            answer("B", "OA-23 80", status="2"),
        )

        unsent = decided(dossier(claim("A", "B"), *answers))
        sent = decided(dossier(claim("A", "B"), *answers, sent=frozenset({"B"})))

        assert unsent == {"by A": "await B", "by B": "nothing left"}
        assert sent == {"by A": "bill B 20.00", "by B": "nothing left"}

    def test_the_wait_runs_from_the_later_of_payment_and_arrival(self) -> None:
        late = answer("A", "PR-2 20", status="19", received_on=date(2024, 5, 1))

        outcome = only(dossier(claim("A", "B"), late)).outcome

        assert isinstance(outcome, AwaitCrossover)
        assert outcome.wait_until == date(2024, 5, 31)

    def test_a_claim_that_is_not_the_payers_is_awaited_from_another(self) -> None:
        told = answer("A", status="23", forwarded_to="B")
        failed = [("by A", NoticeKind.CROSSOVER_TIMED_OUT)]

        assert decided(dossier(claim("A", "B"), told)) == {"by A": "await B"}
        assert decided(dossier(claim("A", "B"), told, notices=failed)) == {"by A": "hold COB-210"}
        assert decided(dossier(claim("A", "B"), told, answer("B", "PR-2 20"))) == {
            "by A": "await B",
            "by B": "patient 20.00",
        }

    def test_a_predetermination_decides_nothing(self) -> None:
        assert decided(dossier(claim("A", "B"), answer("A", "PR-2 20", status="25"))) == {}


class TestWaiting:
    def test_a_later_payers_answer_waits_for_the_earlier_payers(self) -> None:
        second = answer("B", "OA-23 80", status="2")

        waiting = decided(dossier(claim("A", "B"), second))
        overdue = [("by B", NoticeKind.EARLIER_ANSWER_OVERDUE)]

        assert waiting == {}
        assert decided(dossier(claim("A", "B"), second, notices=overdue)) == {
            "by B": "hold COB-109"
        }

    def test_a_second_answer_of_one_coverage_is_held_and_moves_nothing_else(self) -> None:
        again = answer("A", "PR-2 30", adjudication_id="again")

        assert decided(dossier(claim("A", "B"), answer("A", "PR-2 20"), again)) == {
            "by A": "bill B 20.00",
            "again": "hold COB-108",
        }

    def test_a_reversal_takes_back_its_answer_and_every_later_one(self) -> None:
        first, second = answer("A", "PR-2 20"), answer("B", "OA-23 80", "PR-3 5", status="2")
        reversal = answer("A", **REVERSED)
        sent = frozenset({"B"})

        assert decided(dossier(claim("A", "B", "C"), first, second, reversal, sent=sent)) == {
            "reversal": "hold COB-110"
        }

    def test_all_that_a_payer_took_back_is_at_risk(self) -> None:
        first = answer("A", "PR-2 20")
        reversal = answer("A", "PR-2 -20", charge="-100", **REVERSED)

        [held] = determine(dossier(claim("A", "B"), first, reversal), PAYERS)

        assert held.outcome == Hold(100_00)

    def test_a_correction_is_determined_anew_whether_it_comes_before_or_after(self) -> None:
        first, reversal = answer("A", "PR-2 20"), answer("A", **REVERSED)
        correction = answer("A", "PR-2 15", adjudication_id="correction")
        wanted = {"correction": "bill B 15.00"}

        assert decided(dossier(claim("A", "B"), first, reversal, correction)) == wanted
        assert decided(dossier(claim("A", "B"), first, correction, reversal)) == wanted

    def test_a_reversal_of_an_unknown_answer_is_held(self) -> None:
        unknown = answer("A", **{**REVERSED, "reverses": ""})

        assert decided(dossier(claim("A", "B"), unknown)) == {"reversal": "hold COB-111"}


class TestOrder:
    def test_a_feed_replaces_the_claims_own_set_and_order(self) -> None:
        known = (feed("A", 1), feed("C", 2))

        about = dossier(claim("A", "B"), answer("A", "PR-2 20"), known=known)

        assert decided(about) == {"by A": "bill C 20.00"}
        assert "COB-301" in codes(only(about))

    def test_a_feed_whose_rows_are_not_in_force_replaces_nothing(self) -> None:
        about = dossier(claim("A", "B"), answer("A", "PR-2 20"), known=(feed("C", 2, **ENDED),))

        assert decided(about) == {"by A": "bill B 20.00"}

    def test_a_coverage_that_ended_before_the_service_is_not_billed(self) -> None:
        known = (feed("A", 1), feed("B", 2, **ENDED))
        about = dossier(claim("A", "B"), answer("A", "PR-2 20"), known=known)

        assert decided(about) == {"by A": "patient 20.00"}
        assert codes(only(about))[-1] == only(about).reason.code == "COB-502"

    def test_a_feed_that_knows_only_the_ended_coverage_still_keeps_it_from_being_billed(
        self,
    ) -> None:
        about = dossier(claim("A", "B"), answer("A", "PR-2 20"), known=(feed("B", 2, **ENDED),))

        assert decided(about) == {"by A": "patient 20.00"}

    def test_a_coverage_must_be_in_force_on_every_date_of_service(self) -> None:
        until = date(2024, 3, 1)
        known = (feed("A", 1), feed("B", 2, terminated_on=until))
        stay = claim("A", service_to=date(2024, 3, 2))

        assert decided(dossier(claim("A"), answer("A", "PR-2 20"), known=known)) == {
            "by A": "bill B 20.00"
        }
        assert decided(dossier(stay, answer("A", "PR-2 20"), known=known)) == {
            "by A": "patient 20.00"
        }

    def test_no_further_coverage_is_named_as_the_reason(self) -> None:
        assert only(dossier(claim("A"), answer("A", "PR-2 20"))).reason.code == "COB-501"

    def test_a_person_can_add_a_coverage_without_taking_the_others_away(self) -> None:
        added = coverage("B", 2, evidence=Evidence.API)

        assert decided(dossier(claim("A"), answer("A", "PR-2 20"), known=(added,))) == {
            "by A": "bill B 20.00"
        }

    def test_two_coverages_at_one_place_are_held(self) -> None:
        both = claim(coverage("A", 1), coverage("B", 2), coverage("C", 2))

        assert decided(dossier(both, answer("A", "PR-2 20"))) == {"by A": "hold COB-308"}

    def test_a_next_coverage_without_a_payer_is_held(self) -> None:
        nameless = coverage("B", 2, payer=PayerName())

        assert decided(dossier(claim(coverage("A", 1), nameless), answer("A", "PR-2 20"))) == {
            "by A": "hold COB-307"
        }

    def test_a_payer_that_says_another_one_comes_first_is_not_silently_believed(self) -> None:
        other = answer("A", "CO-22 100", priority_payer=Carrier(name="B"))

        assert decided(dossier(claim("A", "B"), other)) == {"by A": "hold COB-305"}
        assert decided(dossier(claim("A", "B"), answer("A", "PR-2 9", status="2"))) == {
            "by A": "hold COB-306"
        }

    def test_a_void_claim_is_nobodys(self) -> None:
        assert decided(dossier(claim("A", "B", is_void=True), answer("A", "PR-2 20"))) == {}


class TestDeadline:
    @pytest.mark.parametrize(
        ("payer", "file_by", "code"),
        [
            pytest.param("B", date(2024, 6, 18), "COB-402", id="unknown: 90 days after BPR16"),
            pytest.param("yearly", date(2024, 6, 18), "COB-402", id="the earliest of two"),
        ],
    )
    def test_the_earliest_limit_counts(self, payer: str, file_by: date, code: str) -> None:
        outcome = only(dossier(claim("A", payer), answer("A", "PR-2 20"))).outcome

        assert isinstance(outcome, BillNext)
        assert (outcome.deadline.file_by, outcome.deadline.reason.code) == (file_by, code)

    def test_a_limit_from_the_service_runs_from_its_last_day(self) -> None:
        late_answer = answer("A", "PR-2 20", paid_on=date(2025, 2, 1))
        stay = claim("A", "yearly", service_to=date(2024, 3, 5))

        outcome = only(dossier(stay, late_answer)).outcome

        assert isinstance(outcome, BillNext)
        assert outcome.deadline.file_by == date(2025, 3, 5)
        assert outcome.deadline.reason.code == "COB-401"


def test_what_says_the_same_has_one_fingerprint_however_it_is_known() -> None:
    stated = dossier(claim("A", "B"), answer("A", "PR-2 20"))
    fed = replace(stated, known=(feed("A", 1), feed("B", 2)))
    other = replace(stated, known=(feed("A", 1), feed("B", 2, coverage_id="other")))

    assert only(stated).fingerprint == only(fed).fingerprint != only(other).fingerprint


def test_dates_of_the_builders_are_those_the_tables_assume() -> None:
    assert (date(2024, 3, 1), date(2024, 3, 20)) == (SERVICED, PAID)
