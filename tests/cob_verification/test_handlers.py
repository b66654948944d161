"""Facts in, determinations out: the service on a real PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations

import pytest
import sqlalchemy as sa

from cob_events import Desk, adjudicated, built, patient, registered, submitted
from cob_verification.causes import SUBMISSION_CHECK
from cob_verification.storage.tables import coverages, determinations
from cobrelay.contracts.cob import v1 as cob
from cobrelay.contracts.common import v1 as common
from cobrelay.timers import timers

HEADER = (
    "rank,payer_name,payer_id,patient_last_name,patient_first_name,patient_birth_date,"
    "patient_sex,relationship,member_id,effective_on,terminated_on"
)


def row(rank: int, payer: str, *, until: str = "") -> str:
    return f"{rank},{payer},{payer},Doe,Jane,1950-02-03,f,18,M-{payer},2020-01-01,{until}"


async def coverage_id(desk: Desk) -> str:
    """The coverage that was to be billed last."""
    return desk.relay.events(cob.NextPayerDetermined)[-1].next.coverage_id


async def timers_of(desk: Desk) -> list[str]:
    """The kinds of all timers that are set."""
    some_day = datetime(9999, 1, 1, tzinfo=UTC)
    async with desk.relay.runtime("cob-verification").engine.connect() as reader:
        return [each.kind for each in await timers.due(reader, "cob_verification", some_day, 100)]


async def test_an_answer_waits_for_its_original(desk: Desk) -> None:
    assert await desk.hear(adjudicated("A", "CO-45 20", "PR-2 16")) == []

    assert await desk.hear(registered("A", "B")) == ["bill B 16.00 after by A"]


async def test_the_next_payer_is_determined_with_a_snapshot(desk: Desk) -> None:
    await desk.hear(registered("A", "B", "C"), adjudicated("A", "CO-45 20", "PR-2 16"))

    (event,) = desk.relay.events(cob.NextPayerDetermined)
    assert event.next.member_id == "M-B"
    assert [each.adjudication_id for each in event.priors] == ["by A"]
    assert [each.payer.name for each in event.others] == ["C"]
    assert (event.file_by, event.file_by_rule_code) == ("2024-06-18", "COB-402")
    assert event.determination.configuration_hash
    assert [each.rule_code for each in event.determination.adjustments] == ["COB-601", "COB-601"]
    assert event.determination.adjustments[0].owner == cob.OWNER_NOBODY
    assert event.determination.remainder.write_off_cents == 2000


async def test_a_feed_states_a_patients_coverages_at_once_wherever_their_rows_stand(
    desk: Desk,
) -> None:
    """With the first row alone the patient would have no further coverage."""
    await desk.hear(registered("A", "B"), adjudicated("A", "PR-2 16"))
    somebody_else = row(1, "A").replace("Doe", "Roe")

    assert await desk.receive("feed.csv", [HEADER, row(1, "A"), somebody_else, row(2, "B")]) == []
    assert len(await _coverages(desk)) == 3


async def _coverages(desk: Desk) -> list[tuple[int, bool]]:
    async with desk.relay.runtime("cob-verification").engine.connect() as reader:
        found = await reader.execute(sa.select(coverages.c.rank, coverages.c.superseded_at))
        return [(each.rank, each.superseded_at is not None) for each in found]


async def test_the_same_answer_twice_is_said_once(desk: Desk) -> None:
    await desk.hear(registered("A", "B"), adjudicated("A", "PR-2 16"))

    assert await desk.hear(adjudicated("A", "PR-2 16")) == []
    desk.relay.replay()
    assert await desk.hear() == []


async def test_three_payers_are_billed_in_order(desk: Desk) -> None:
    await desk.hear(registered("A", "B", "C"), adjudicated("A", "PR-2 20"))
    to_b = await coverage_id(desk)
    await desk.hear(built(to_b), submitted(to_b))

    assert await desk.hear(adjudicated("B", "OA-23 80", "PR-3 5", status="2")) == [
        "bill C 5.00 after by B"
    ]
    to_c = await coverage_id(desk)
    await desk.hear(built(to_c), submitted(to_c))
    assert await desk.hear(adjudicated("C", "OA-23 95", "PR-3 2", status="3")) == ["patient 2.00"]


async def test_a_later_payers_answer_waits_and_then_shows_that_the_claim_crossed_over(
    desk: Desk,
) -> None:
    await desk.hear(registered("A", "B"))
    assert await desk.hear(adjudicated("B", "OA-23 80", status="2")) == []

    assert await desk.hear(adjudicated("A", "PR-2 20")) == [
        "await B after by A",
        "nothing left after by B",
    ]
    assert await desk.wait(60) == []


async def test_an_earlier_answer_that_never_comes_becomes_a_persons_work(desk: Desk) -> None:
    await desk.hear(registered("A", "B"), adjudicated("B", "OA-23 80", status="2"))

    assert await desk.wait(31) == ["hold COB-109"]


async def test_an_answer_to_a_claim_that_did_not_go_out_withdraws_it_after_a_grace(
    desk: Desk,
) -> None:
    await desk.hear(registered("A", "B"), adjudicated("A", "PR-2 20"))

    assert await desk.hear(adjudicated("B", "OA-23 80", status="2")) == ["nothing left after by B"]
    assert await desk.wait(7.1) == ["withdrawn by A: COB-205", "await B after by A"]


@pytest.mark.parametrize("heard_first", ["built", "sent"])
async def test_a_claim_that_turns_out_sent_is_not_checked_any_more(
    desk: Desk, heard_first: str
) -> None:
    await desk.hear(registered("A", "B"), adjudicated("A", "PR-2 20"))
    to_b = await coverage_id(desk)
    await desk.hear(adjudicated("B", "OA-23 80", status="2"))
    assert SUBMISSION_CHECK in await timers_of(desk)
    told = [built(to_b), submitted(to_b)]

    for event in told if heard_first == "built" else reversed(told):
        await desk.hear(event)

    assert SUBMISSION_CHECK not in await timers_of(desk)
    assert await desk.wait(30) == []


async def test_a_determination_that_ended_is_not_checked_any_more(desk: Desk) -> None:
    await desk.hear(registered("A", "B"), adjudicated("A", "PR-2 20"))
    await desk.hear(adjudicated("B", "OA-23 80", status="2"))
    reversal = adjudicated(
        "A", status="22", adjudication_id="reversal", reverses_adjudication_id="by A"
    )

    await desk.hear(reversal)

    assert SUBMISSION_CHECK not in await timers_of(desk)


class TestCrossover:
    async def test_the_wait_ends_with_our_own_claim(self, desk: Desk) -> None:
        await desk.hear(registered("MEDICARE", "SUPP01"))
        told = adjudicated("MEDICARE", "PR-2 20", status="19", carrier="55001")

        assert await desk.hear(told) == ["await SUPP01 after by MEDICARE"]
        assert await desk.wait(29) == []
        assert await desk.wait(2) == [
            "crossover failed: COB-208",
            "bill SUPP01 20.00 after by MEDICARE",
        ]

    async def test_the_carriers_own_answer_ends_it(self, desk: Desk) -> None:
        await desk.hear(
            registered("MEDICARE", "SUPP01"),
            adjudicated("MEDICARE", "PR-2 20", status="19", carrier="55001"),
        )

        assert await desk.hear(adjudicated("SUPP01", "OA-23 80", status="2")) == [
            "nothing left after by SUPP01"
        ]
        assert await desk.wait(60) == []


class TestReversal:
    async def test_it_withdraws_what_rests_on_it_and_awaits_the_correction(
        self, desk: Desk
    ) -> None:
        await desk.hear(registered("A", "B"), adjudicated("A", "PR-2 20"))
        to_b = await coverage_id(desk)
        await desk.hear(built(to_b), submitted(to_b))
        await desk.hear(adjudicated("B", "OA-23 80", "PR-3 5", status="2"))
        reversal = adjudicated(
            "A", status="22", adjudication_id="reversal", reverses_adjudication_id="by A"
        )

        assert await desk.hear(reversal) == [
            "withdrawn by B: COB-701",
            "withdrawn by A: COB-701",
            "hold COB-110",
        ]
        correction = adjudicated("A", "PR-2 15", adjudication_id="correction")
        assert await desk.hear(correction) == [
            "withdrawn reversal: COB-702",
            "bill B 15.00 after correction",
            "patient 5.00",
        ]
        assert await desk.wait(60) == []

    async def test_a_correction_that_never_comes_is_said_once_more(self, desk: Desk) -> None:
        await desk.hear(
            registered("A", "B"),
            adjudicated("A", "PR-2 20"),
            adjudicated(
                "A", status="22", adjudication_id="reversal", reverses_adjudication_id="by A"
            ),
        )

        assert await desk.wait(31) == ["hold COB-112"]


async def test_a_second_answer_is_held(desk: Desk) -> None:
    await desk.hear(registered("A", "B"), adjudicated("A", "PR-2 20"))

    assert await desk.hear(adjudicated("A", "PR-2 9", adjudication_id="again")) == ["hold COB-108"]


async def test_a_claim_that_is_too_late_when_it_is_determined_is_held_once(desk: Desk) -> None:
    await desk.hear(registered("A", "B"))
    await desk.wait(120)

    assert await desk.hear(adjudicated("A", "PR-2 20")) == ["hold COB-403"]
    await desk.receive("feed.csv", [HEADER, row(1, "A"), row(2, "B")])
    (held,) = desk.relay.events(cob.DeterminationHeld)
    assert (held.file_by, held.money_at_risk_cents) == ("2024-06-18", 2000)
    assert (held.next.payer.name, held.next.rank) == ("B", 2)


class TestFeeds:
    async def test_a_feed_that_says_the_same_changes_nothing(self, desk: Desk) -> None:
        await desk.hear(registered("A", "B"), adjudicated("A", "PR-2 20"))

        assert await desk.receive("feed.csv", [HEADER, row(1, "A"), row(2, "B")]) == []

    async def test_a_late_feed_determines_anew(self, desk: Desk) -> None:
        await desk.hear(registered("A", "B"), adjudicated("A", "PR-2 20"))

        assert await desk.receive("feed.csv", [HEADER, row(1, "A"), row(2, "C")]) == [
            "withdrawn by A: COB-703",
            "bill C 20.00 after by A",
        ]
        assert await desk.receive("new.csv", [HEADER, row(2, "C", until="2024-01-31")]) == [
            "withdrawn by A: COB-703",
            "patient 20.00",
        ]
        (event,) = desk.relay.events(cob.PatientResponsibilityDetermined)
        assert event.determination.reason_code == "COB-502"

    async def test_an_answer_of_a_payer_nobody_knew_is_decided_when_its_coverage_comes(
        self, desk: Desk
    ) -> None:
        await desk.hear(registered("A", "B"))
        unknown = adjudicated("SOMEBODY ELSE", "PR-2 20", status="4")

        assert await desk.hear(unknown) == ["hold COB-105"]
        assert await desk.receive("feed.csv", [HEADER, row(1, "SOMEBODY ELSE"), row(2, "B")]) == [
            "bill B 20.00 after by SOMEBODY ELSE"
        ]

    async def test_a_bad_row_is_refused_alone(self, desk: Desk) -> None:
        rows = [HEADER, row(1, "A"), row(0, "X"), "too,short", row(2, "C")]
        await desk.hear(registered("A", "B"), adjudicated("A", "PR-2 20"))

        await desk.receive("feed.csv", rows)

        refused = desk.relay.events(cob.CoverageRowRefused)
        assert [(each.line_number, each.column, each.reason_code) for each in refused] == [
            (3, "rank", "COB-903"),
            (4, "", "COB-905"),
        ]
        assert desk.said()[-1] == "bill C 20.00 after by A"

    async def test_a_file_without_a_usable_header_is_refused_whole(self, desk: Desk) -> None:
        await desk.receive("feed.csv", ["nothing,of,use", "1,2,3"])

        (refused,) = desk.relay.events(cob.CoverageRowRefused)
        assert (refused.line_number, refused.reason_code) == (1, "COB-908")

    async def test_another_patient_is_not_concerned(self, desk: Desk) -> None:
        other = patient(birth_date="1951-02-03")
        await desk.hear(registered("A", "B", patient=other), adjudicated("A", "PR-2 20"))

        assert await desk.receive("feed.csv", [HEADER, row(1, "A"), row(2, "C")]) == []


async def test_any_order_of_arrival_ends_in_the_same_determinations(desk: Desk) -> None:
    orders = list(permutations(["claim", "first", "second", "feed"]))
    for number, order in enumerate(orders):
        for fact in order:
            await _arrive(desk, fact, number)

    async with desk.relay.runtime("cob-verification").engine.connect() as reader:
        columns = (
            determinations.c.claim_id,
            determinations.c.outcome,
            determinations.c.reason_code,
        )
        standing = await reader.execute(
            sa.select(*columns)
            .where(determinations.c.ended_at.is_(None))
            .order_by(determinations.c.claim_id, determinations.c.sequence)
        )
        assert [tuple(each) for each in standing] == [
            each
            for number in sorted(range(len(orders)), key=str)
            for each in (
                (f"claim {number}", "AwaitCrossover", "COB-201"),
                (f"claim {number}", "PatientOwes", "COB-509"),
            )
        ]


async def _arrive(desk: Desk, fact: str, number: int) -> None:
    """One fact of the claim with this number, whose patient has this number in the name."""
    about = {"claim_id": f"claim {number}"}
    match fact:
        case "feed":
            rows = [row(1, "A"), row(2, "C")]
            named = [each.replace("Doe", f"Doe{number}") for each in rows]
            await desk.receive(f"feed {number}.csv", [HEADER, *named])
        case "claim":
            who = patient(last_name=f"DOE{number}")
            await desk.hear(registered("A", "X", patient=who, **about), key=about["claim_id"])
        case "first":
            first = adjudicated("A", "PR-2 20", status="19", adjudication_id=f"A {number}", **about)
            await desk.hear(first, key=about["claim_id"])
        case "second":
            said = ("OA-23 80", "PR-3 5")
            second = adjudicated("C", *said, status="2", adjudication_id=f"C {number}", **about)
            await desk.hear(second, key=about["claim_id"])


async def test_a_new_version_of_the_claim_is_determined_anew(desk: Desk) -> None:
    await desk.hear(registered("A", "B"), adjudicated("A", "PR-2 20"))
    void = registered("A", "B", is_void=True)
    void.version = 2

    assert await desk.hear(void) == ["withdrawn by A: COB-704"]


async def test_a_payer_that_payers_toml_knows_is_found_by_any_of_its_names(desk: Desk) -> None:
    await desk.hear(registered("12402", "SKMD0"))
    answer = adjudicated("NOVITAS SOLUTIONS, INC.", "PR-2 20")
    answer.answer.payer.other_ids.append("12402")

    assert await desk.hear(answer) == ["bill SKMD0 20.00 after by NOVITAS SOLUTIONS, INC."]
    (event,) = desk.relay.events(cob.NextPayerDetermined)
    assert event.next.payer_profile == "state-medicaid"
    assert event.determination.is_patient_protected
    assert event.next.payer == common.PayerName(name="SKMD0", id="SKMD0")
