"""A demo ends when nothing goes on: also nothing that moves from look to look and is never seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest

from cobrelay.api.operations.v1 import GetStatusResponse
from cobrelay.api.submissions.v1 import Submission
from sandbox.demonstration import quiet
from sandbox.demonstration.asking import Asking, NoAnswer
from sandbox.demonstration.stage import Stage

IDLE = GetStatusResponse(service="cob-verification", timers=2)
Answer = GetStatusResponse | NoAnswer


@dataclass(slots=True)
class Told:
    """A service that answers one look after the other; the last answer is repeated."""

    answers: list[Answer]
    looks: int = 0

    async def statuses(self) -> list[GetStatusResponse]:
        answer = self.answers[min(self.looks, len(self.answers) - 1)]
        self.looks += 1
        if isinstance(answer, NoAnswer):
            raise answer
        return [answer]

    async def all_submissions(self) -> list[Submission]:
        return []


@dataclass(slots=True)
class Place:
    """The folders of a demo in which nothing lies."""

    home: Path
    counts_url: str = ""
    uploads: Path = field(init=False)
    outgoing: Path = field(init=False)

    def __post_init__(self) -> None:
        self.uploads, self.outgoing = self.home / "uploads", self.home / "outgoing"

    def inbox(self, service: str) -> Path:
        return self.home / service


@pytest.fixture(autouse=True)
def _far_side_at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    async def counts(url: str) -> dict[str, Any]:
        del url
        return {"deliveries": 0, "waiting": 0, "pending": 0}

    monkeypatch.setattr(quiet, "fetched", counts)
    monkeypatch.setattr(quiet, "LOOK_SECONDS", 0)


async def looks_until_quiet(home: Path, *answers: Answer) -> int:
    told = Told(list(answers))
    await quiet.until_quiet(cast("Stage", Place(home)), cast("Asking", told))
    return told.looks


async def test_one_look_is_not_enough(tmp_path: Path) -> None:
    assert await looks_until_quiet(tmp_path, IDLE) == quiet.LOOKS_QUIET


@pytest.mark.parametrize(
    "busy",
    [
        GetStatusResponse(service="era-intake", lag=1),
        GetStatusResponse(service="era-intake", outbox=1),
        NoAnswer("it is starting again"),
    ],
    ids=["lag", "outbox", "no answer"],
)
async def test_what_goes_on_begins_the_count_anew(tmp_path: Path, busy: Answer) -> None:
    assert await looks_until_quiet(tmp_path, IDLE, busy, IDLE) == 2 + quiet.LOOKS_QUIET


async def test_what_moved_between_two_looks_begins_the_count_anew(tmp_path: Path) -> None:
    moved = GetStatusResponse(service="cob-verification", timers=1)

    assert await looks_until_quiet(tmp_path, IDLE, moved) == 1 + quiet.LOOKS_QUIET
