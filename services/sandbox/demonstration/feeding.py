"""Puts files where the services find them: a world step by step, or one's own one by one."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sandbox.demonstration.asking import Asking, NoAnswer
from sandbox.demonstration.plan import OwnFile
from sandbox.demonstration.quiet import until_quiet
from sandbox.demonstration.stage import Stage

LOOK_SECONDS = 0.2
READER_OF = {
    "coverages": "cob-verification",
    "originals": "claim-builder",
    "remittance": "era-intake",
}
Say = Callable[[str], None]


async def feed_world(stage: Stage, asking: Asking, say: Say) -> None:
    """Batch by batch, as claims come day by day; each step when the one before was taken."""
    rows = [json.loads(line) for line in (stage.plan.world / "feed.jsonl").read_text().splitlines()]
    rows.sort(key=lambda row: (row["batch"], row["step"]))
    for batch, of_batch in itertools.groupby(rows, key=lambda row: row["batch"]):
        files = list(of_batch)
        say(f"feeding {len(files)} files, batch {batch} of {rows[-1]['batch']}")
        for _, of_step in itertools.groupby(files, key=lambda row: row["step"]):
            for row in of_step:
                _feed_row(stage, row)
            await until_taken(stage, asking)


def _feed_row(stage: Stage, row: dict[str, Any]) -> None:
    drop(stage.plan.world / row["file"], stage.inbox(READER_OF[row["kind"]]))


async def feed_own(stage: Stage, asking: Asking, files: Sequence[OwnFile], say: Say) -> None:
    """Each file when the relay is quiet, so that nothing depends on who is faster."""
    for each in files:
        say(f"{each.path.name} goes to {each.reader}")
        drop(each.path, stage.inbox(each.reader))
        await until_taken(stage, asking)
        await until_quiet(stage, asking)


def drop(source: Path, inbox: Path) -> None:
    """A copy that appears under its name only when it is whole."""
    inbox.mkdir(parents=True, exist_ok=True)
    unfinished = inbox / f"{source.name}.part"
    shutil.copyfile(source, unfinished)
    os.replace(unfinished, inbox / source.name)


async def until_taken(stage: Stage, asking: Asking) -> None:
    """Returns when no reader has a file to take or to finish."""
    while not await _are_taken(stage, asking):  # noqa: ASYNC110  (files tell nobody)
        await asyncio.sleep(LOOK_SECONDS)


async def _are_taken(stage: Stage, asking: Asking) -> bool:
    if any(_names(stage.inbox(each)) for each in READER_OF.values()):
        return False
    try:
        statuses = await asking.statuses()
    except NoAnswer:
        return False
    return not any(each.files_open for each in statuses if each.service in READER_OF.values())


def _names(inbox: Path) -> list[Path]:
    return list(inbox.iterdir()) if inbox.exists() else []
