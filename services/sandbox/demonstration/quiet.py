"""Says what is still going on: in the services, on the way to the far side, and there."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cobrelay.api.operations.v1 import GetStatusResponse
from cobrelay.platform.environment import READERS
from sandbox.demonstration.asking import Asking, NoAnswer, fetched
from sandbox.demonstration.stage import Stage

LOOK_SECONDS = 0.5
LOOKS_QUIET = 2  # one look may fall between two steps of the same event
NO_ANSWER = "no answer"
# Where a submission rests; in every other state the gateway has still to do something.
AT_REST = frozenset({"sent", "cancelled", "held"})
# Depths of a service that say that it has work to do now.
DEPTHS = ("lag", "outbox", "waiting_ready", "timers_due", "files_open")


async def business(stage: Stage, asking: Asking) -> list[str]:
    """What keeps the relay from being quiet, in words; empty when it is."""
    try:
        statuses = await asking.statuses()
        submissions = await asking.all_submissions()
        counts = await fetched(stage.counts_url)
    except NoAnswer as failure:
        return [f"{NO_ANSWER}: {failure}"]
    found = [told for status in statuses for told in _depths(status)]
    found += [f"{each} has files" for each in READERS if _names(stage.inbox(each))]
    unsent = sum(each.state not in AT_REST for each in submissions)
    if unsent:
        found.append(f"{unsent} claims are not sent yet")
    return [*found, *_far_side(stage, counts)]


def _depths(status: GetStatusResponse) -> Iterator[str]:
    for name in DEPTHS:
        if depth := getattr(status, name):
            yield f"{status.service}: {name} {depth}"


def _far_side(stage: Stage, counts: dict[str, Any]) -> Iterator[str]:
    """Uploads stay visible for good: as many as were judged, or some are not."""
    if len(_names(stage.uploads)) != counts["deliveries"]:
        yield "the clearinghouse has uploads to read"
    if counts["waiting"]:
        yield f"{counts['waiting']} answers are not due yet"
    if _names(stage.outgoing):
        yield "acknowledgments are not fetched yet"
    if counts["pending"]:
        yield f"payers will answer {counts['pending']} claims"


async def until_quiet(stage: Stage, asking: Asking) -> None:
    """Returns when nothing has been going on at several looks in a row."""
    looks = 0
    while looks < LOOKS_QUIET:
        looks = 0 if await business(stage, asking) else looks + 1
        await asyncio.sleep(LOOK_SECONDS)


async def until_over(stage: Stage, asking: Asking) -> None:
    """Returns when the relay is quiet and no forwarded claim is waited for any more."""
    while True:
        await until_quiet(stage, asking)
        if not await _waits(asking):
            return
        await asyncio.sleep(LOOK_SECONDS)


async def _waits(asking: Asking) -> int:
    """Timers of cob_verification: crossovers that are awaited, corrections, earlier answers."""
    try:
        statuses = await asking.statuses()
    except NoAnswer:
        return 1
    return sum(each.timers for each in statuses if each.service == "cob-verification")


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()] if folder.exists() else []
