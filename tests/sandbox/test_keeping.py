"""A kill between any two steps: what the next start makes of what is on disk."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sandbox.clearinghouse.receiving import receive
from sandbox.clearinghouse.validating import SetVerdict
from sandbox.generating.scripts import Scripted
from sandbox.generating.stories import STORIES_BY_NAME
from sandbox.generating.workshop import Workshop
from sandbox.journals import Journal
from sandbox.keeping import Keeper
from sandbox.payers.paying import payments
from submitting import next_claim_file

AT = datetime(2026, 3, 3, 8, tzinfo=UTC)
LATE = AT + timedelta(days=60)
SOUND = [SetVerdict("0001", "A", (("IK5", "A"),))]


class Killed(Exception):
    """The process died here."""


def told(story: str = "supplement") -> Scripted:
    shop = Workshop(random.Random(2), date(2026, 3, 2), "TST")
    return STORIES_BY_NAME[story].tell(shop)[0]


def opened(home: Path) -> Keeper:
    keeper = Keeper(home, home / "remittances", ["examplehs"])
    keeper.recall(None)
    return keeper


def upload(keeper: Keeper, name: str = "a.837", number: int = 1) -> None:
    one = told()
    data = next_claim_file([(one.claim, [one.answer])], control_number=number)
    (keeper.upload_folder("examplehs") / name).write_bytes(data)


def work(keeper: Keeper, at: datetime = AT) -> None:
    """One round, as the service does it."""
    for one in keeper.take_uploads([]):
        data = one.path.read_bytes()
        keeper.record(one, receive(one.number, data, at, keeper.known, SOUND))
    due = keeper.due_to_pay(at.date())
    for payment, claims in payments(due, at.date(), keeper.counts["payments"] + 1):
        keeper.pay(payment, claims, at)
    keeper.put_out(at)


def outcome(home: Path) -> tuple[list[str], list[str]]:
    """What the outside has seen: acknowledgments and remittances."""
    outgoing = sorted(path.name for path in (home / "sftp/examplehs/outgoing").iterdir())
    return outgoing, sorted(path.name for path in (home / "remittances").iterdir())


def undisturbed(home: Path) -> tuple[list[str], list[str]]:
    keeper = opened(home)
    upload(keeper)
    work(keeper)
    work(keeper, LATE)
    return outcome(home)


def dying(monkeypatch: pytest.MonkeyPatch, where: str, when: int) -> None:
    """The `when`th call of this step of the keeper is the last thing that the process does."""
    whole: Callable[..., object] = getattr(Journal, where) if where == "append" else Path.replace
    calls = 0

    def step(self: Journal | Path, *arguments: object) -> object:
        nonlocal calls
        calls += 1
        if calls == when:
            raise Killed
        return whole(self, *arguments)

    target = Journal if where == "append" else Path
    monkeypatch.setattr(target, where, step)


@pytest.mark.parametrize("where", ["append", "replace"])
@pytest.mark.parametrize("when", range(1, 12))
def test_a_kill_at_any_step_changes_nothing_for_the_outside(
    where: str, when: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = undisturbed(tmp_path / "undisturbed")
    home = tmp_path / "killed"
    keeper = opened(home)
    upload(keeper)

    with monkeypatch.context() as patch:
        dying(patch, where, when)
        try:
            work(keeper)
            work(keeper, LATE)
        except Killed:
            keeper = opened_again(home, patch)
    work(keeper, AT + timedelta(minutes=1))
    work(keeper, LATE)

    assert outcome(home) == expected
    assert opened(home).pending == {}
    put_out = [row["name"] for row in Journal(home / "answers.jsonl").rows()]
    assert len(put_out) == len(set(put_out))


def opened_again(home: Path, patch: pytest.MonkeyPatch) -> Keeper:
    patch.undo()
    return opened(home)


def test_a_torn_row_is_as_if_it_had_not_been_written(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    Journal(path).append({"number": 1})
    with path.open("a") as journal:
        journal.write('{"number": 2, "fi')

    reopened = Journal(path)
    reopened.append({"number": 3})

    assert [row["number"] for row in reopened.rows()] == [1, 3]


def test_a_file_uploaded_anew_under_the_same_name_is_another_delivery(tmp_path: Path) -> None:
    keeper = opened(tmp_path)
    upload(keeper)
    work(keeper)
    folder = keeper.upload_folder("examplehs")
    (folder / "a.837.part").write_bytes((folder / "a.837").read_bytes())
    (folder / "a.837.part").replace(folder / "a.837")

    work(keeper)

    rows = list(Journal(tmp_path / "deliveries.jsonl").rows())
    assert [row["verdict"] for row in rows] == ["accepted", "rejected"]
    assert rows[1]["faults"] == ["025"]


def test_an_upload_stays_visible_so_that_its_sender_can_look_for_it(tmp_path: Path) -> None:
    keeper = opened(tmp_path)
    upload(keeper)

    work(keeper)
    work(keeper, LATE)

    assert (keeper.upload_folder("examplehs") / "a.837").exists()
    assert (tmp_path / "received/000001-examplehs-a.837").exists()
    assert keeper.counts["deliveries"] == 1
