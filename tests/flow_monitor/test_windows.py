"""The monitor counts what passes, tells how long a step takes, and forgets in good time."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from flow_monitor.app import passed_of
from flow_monitor.domain import windows
from flow_monitor.domain.checkpoints import Checkpoint
from flow_monitor.domain.windows import Count, Flow, Passed

WINDOW_MS = windows.WINDOW_SECONDS * 1000


def passed(checkpoint: Checkpoint, at_ms: int, claim: str = "c1", cents: int = 0) -> Passed:
    return Passed(checkpoint, claim, cents, at_ms)


def test_the_window_is_the_last_complete_one() -> None:
    flow = Flow()
    flow.observe(passed(Checkpoint.BUILT, WINDOW_MS + 1, cents=500))
    flow.observe(passed(Checkpoint.BUILT, 2 * WINDOW_MS + 1, cents=700))

    snapshot = flow.snapshot(2 * WINDOW_MS + 5)

    assert snapshot.window == {Checkpoint.BUILT: Count(1, 500)}
    assert snapshot.totals[Checkpoint.BUILT] == Count(2, 1200)


def test_the_latency_of_a_step_is_that_of_one_claim() -> None:
    flow = Flow()
    for claim, took in (("c1", 100), ("c2", 300), ("c3", 200)):
        flow.observe(passed(Checkpoint.ADJUDICATED, 1000, claim))
        flow.observe(passed(Checkpoint.SUBMITTED, 1000 + took, claim))

    [told] = flow.snapshot(5000).latencies

    assert (told.start, told.end) == (Checkpoint.ADJUDICATED, Checkpoint.SUBMITTED)
    assert (told.claims, told.median_ms, told.p99_ms) == (3, 200, 300)


def test_a_claim_is_unfinished_until_its_balance_or_its_hold_is_known() -> None:
    flow = Flow()
    flow.observe(passed(Checkpoint.ADJUDICATED, 1000))
    assert (flow.snapshot(3000).unfinished, flow.snapshot(3000).oldest_unfinished_ms) == (1, 2000)

    flow.observe(passed(Checkpoint.RESOLVED, 3500))

    assert (flow.snapshot(4000).unfinished, flow.snapshot(4000).oldest_unfinished_ms) == (0, 0)


@given(st.lists(st.tuples(st.sampled_from(Checkpoint), st.integers(0, 10**9)), max_size=300))
def test_whatever_comes_in_whatever_order_is_counted_and_bounded(
    seen: list[tuple[Checkpoint, int]],
) -> None:
    flow = Flow()
    for number, (checkpoint, at_ms) in enumerate(seen):
        flow.observe(passed(checkpoint, at_ms, f"c{number % 7}"))

    assert sum(count.events for count in flow.snapshot(10**9).totals.values()) == len(seen)
    assert len(flow.windows) <= windows.WINDOWS_MAX


def test_a_record_is_known_by_its_headers_alone() -> None:
    headers = {
        "ce_type": b"cobrelay.contracts.claims.v1.SecondaryClaimBuilt",
        "ce_correlationid": b"claim-1",
        "ce_amountcents": b"2000",
    }
    record = SimpleNamespace(headers=headers, timestamp=1.5, value=None)

    assert passed_of(record) == Passed(Checkpoint.BUILT, "claim-1", 2000, 1500)


def test_a_record_without_readable_headers_is_left_alone() -> None:
    record = SimpleNamespace(headers=[("ce_type", b"\xff")], timestamp=1.5, value=None)

    assert passed_of(record) is None
