"""The steps that touch the outside: form and send, find out what is uncertain, fetch answers.

Each outside call lies between two commits: INTENT (or the lease) before, the record after it.
A crash between them leaves an interchange whose lease runs out; nobody sends that again blindly.
The lease runs from before the first commit: after a slow one the file is not even offered, for
the call could outlive the lease, and the interchange be sent again beside it.
"""

from datetime import datetime, timedelta
from functools import lru_cache

from cobrelay.messaging.crash_points import crash_point
from cobrelay.messaging.runtime import Runtime
from submission_gateway.adapters.clearinghouse import Attempt, Clearinghouse, connect
from submission_gateway.domain.batching import next_batch
from submission_gateway.domain.causes import (
    FormInterchange,
    LeaseRanOut,
    Outcome,
    RecordAttempt,
    RecordListing,
)
from submission_gateway.domain.journal import State
from submission_gateway.settings import Settings
from submission_gateway.storage import interchanges, submissions
from submission_gateway.storage.interchanges import Sending

READY_MAX = 1_000  # ready claims that one step looks at: several interchanges' worth


@lru_cache(maxsize=1)
def clearinghouse_of(settings: Settings) -> Clearinghouse:
    return connect(settings)


def _lease(runtime: Runtime) -> datetime:
    return runtime.clock.real_now() + timedelta(seconds=runtime.settings.lease_seconds)


async def deliver(runtime: Runtime) -> bool:
    """Forms the most urgent interchange and sends it; True when there was one."""
    async with runtime.engine.connect() as connection:
        ready = await submissions.ready(connection, runtime.clock.now(), READY_MAX)
    batch = next_batch(ready)
    if batch is None:
        return False
    chosen = [each for each in ready if each.submission_id in set(batch.submission_ids)]
    keys = tuple(sorted({each.claim_key for each in chosen}))
    tries = ",".join(f"{each.submission_id}/{each.attempts}" for each in chosen)
    lease_until = _lease(runtime)
    formed = await runtime.apply(
        FormInterchange(batch.receiver, batch.submission_ids, keys, lease_until),
        id=runtime.ids.event_id(f"form:{tries}"),
    )
    sending = getattr(formed, "sending", None)
    if sending is not None:
        await _attempt(runtime, sending, sending.attempt, lease_until)
    return True


async def _attempt(runtime: Runtime, sending: Sending, attempt: int, lease_until: datetime) -> None:
    crash_point("after_intent")
    made = await _offer(runtime, sending, lease_until)
    crash_point("after_call")
    await runtime.apply(
        RecordAttempt(sending.interchange_id, attempt, made.outcome, made.reason),
        id=runtime.ids.event_id(f"attempt:{sending.interchange_id}:{attempt}"),
    )


async def _offer(runtime: Runtime, sending: Sending, lease_until: datetime) -> Attempt:
    """Sends the file, if the call is over before the lease however long it takes."""
    left = (lease_until - runtime.clock.real_now()).total_seconds()
    if left < runtime.settings.call_seconds:
        return Attempt(Outcome.NOT_OFFERED)
    return await clearinghouse_of(runtime.settings).send(sending.file_name, sending.content)


async def reconcile(runtime: Runtime) -> bool:
    """One pass over everything whose outcome is not known; True when something moved."""
    async with runtime.engine.connect() as connection:
        unsettled = await interchanges.unsettled(connection)
    moved = False
    for sending in unsettled:
        moved |= await _find_out(runtime, sending)
    return moved


async def _find_out(runtime: Runtime, sending: Sending) -> bool:
    match sending.state:
        case State.INTENT | State.RESEND:
            if runtime.clock.real_now() < sending.lease_until:
                return False
            await runtime.apply(
                LeaseRanOut(sending.interchange_id, sending.attempt),
                id=runtime.ids.event_id(f"lease:{sending.interchange_id}:{sending.attempt}"),
            )
            return True
        case State.QUIET if sending.quiet_until and runtime.clock.now() < sending.quiet_until:
            return False
        case State.UNKNOWN | State.RECONCILING | State.QUIET:
            return await _look(runtime, sending)
        case State.SENT | State.REFUSED | State.HELD:
            return False


async def _look(runtime: Runtime, sending: Sending) -> bool:
    listing = await clearinghouse_of(runtime.settings).look(sending.file_name, len(sending.content))
    lease_until = _lease(runtime)
    step = await runtime.apply(
        RecordListing(sending.interchange_id, sending.looks, listing, lease_until),
        id=runtime.ids.event_id(f"look:{sending.interchange_id}:{sending.looks}"),
    )
    if step is not None and step.state is State.RESEND:
        await _attempt(runtime, sending, sending.attempt + 1, lease_until)
    return step is not None and step.state is not sending.state


async def fetch(runtime: Runtime) -> bool:
    """Brings acknowledgments into the inbox, from which they are read like every file."""
    return await clearinghouse_of(runtime.settings).fetch(runtime.settings.inbox_path) > 0
