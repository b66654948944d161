"""Says what is still going on: in the services, on the way to the far side, and there."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cobrelay.api.operations.v1 import GetStatusResponse
from cobrelay.platform.environment import READERS
from sandbox.demonstration.asking import Asking, NoAnswer, fetched
from sandbox.demonstration.stage import Stage

LOOK_SECONDS = 0.5
LOOKS_QUIET = 2
NO_ANSWER = "no answer"
# Where a submission rests; in every other state the gateway has still to do something.
AT_REST = frozenset({"sent", "cancelled", "held"})
# Depths of a service that say that it has work to do now.
DEPTHS = ("lag", "outbox", "waiting_ready", "timers_due", "files_open")


@dataclass(frozen=True, slots=True)
class Look:
    """What is going on, in words; and marks that anything that happens leaves behind.

    `awaited` counts cob_verification's timers: crossovers, corrections, earlier answers.
    """

    going_on: tuple[str, ...]
    marks: tuple[object, ...] = ()
    awaited: int = 0


async def business(stage: Stage, asking: Asking) -> Look:
    """What keeps the relay from being quiet; nothing when it is."""
    try:
        statuses = await asking.statuses()
        submissions = await asking.all_submissions()
        counts = await fetched(stage.counts_url)
    except NoAnswer as failure:
        return Look((f"{NO_ANSWER}: {failure}",))
    found = [told for status in statuses for told in _depths(status)]
    found += [f"{each} has files" for each in READERS if _names(stage.inbox(each))]
    unsent = sum(each.state not in AT_REST for each in submissions)
    if unsent:
        found.append(f"{unsent} claims are not sent yet")
    marks = (
        *((each.waiting, each.timers, each.next_timer_at) for each in statuses),
        *((each.submission_id, each.state) for each in submissions),
        *sorted(counts.items()),
    )
    awaited = sum(each.timers for each in statuses if each.service == "cob-verification")
    return Look((*found, *_far_side(stage, counts)), marks, awaited)


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


async def until_quiet(stage: Stage, asking: Asking) -> Look:
    """The last look, when nothing has been going on at several in a row, nor between them.

    A look asks one after the other; what moves meanwhile may be seen nowhere, but leaves a mark.
    """
    looks, last = 0, Look(())
    while looks < LOOKS_QUIET:
        look = await business(stage, asking)
        looks = 0 if look.going_on else looks + 1 if look == last else 1
        last = look
        await asyncio.sleep(LOOK_SECONDS)
    return last


async def until_over(stage: Stage, asking: Asking) -> None:
    """Returns when the relay is quiet and no forwarded claim is waited for any more.

    Both are told by the same looks: a wait that ends after them sets the relay in motion again.
    """
    while (await until_quiet(stage, asking)).awaited:
        continue


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()] if folder.exists() else []
