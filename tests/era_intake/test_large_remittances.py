"""A large remittance goes on where it was killed, holds up no other, and is known again."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import sqlalchemy as sa

import large_remittances
from cobrelay.contracts.era import v1 as era
from cobrelay.files.lanes import Lane
from cobrelay.messaging.reading import FileReader
from cobrelay.messaging.sources import Chunks
from era_files import Claim, Remittance
from era_files import era as file_of
from era_intake.domain.remittance import Item, Items
from era_intake.service import service

World = Any
CLAIMS = 60
SLICE = 7  # so that slices end within sets and at their ends


class Killed(BaseException):
    """The process is no more."""


@pytest.fixture(autouse=True)
def _small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cobrelay.messaging.second_pass.SLICE_CHUNKS", SLICE)


def large(world: World, *, control: int = 1, claims: int = CLAIMS) -> bytes:
    path = world.inbox.parent / "large"
    large_remittances.write(path, claims, per_set=21, control=control)
    return bytes(path.read_bytes())


def kill_at(monkeypatch: pytest.MonkeyPatch, turn: int, *, after: bool) -> None:
    """At the nth slice of a file, before or after it is committed."""
    carry_out = FileReader._carry_out
    turns = iter(range(1, 1000))

    async def killed(self: FileReader, chunks: Chunks) -> None:
        is_now = next(turns) == turn
        if is_now and not after:
            raise Killed
        await carry_out(self, chunks)
        if is_now:
            raise Killed

    monkeypatch.setattr(FileReader, "_carry_out", killed)


async def spoil_what_is_done(world: World) -> int:
    """Makes everything that has taken effect unreadable: whoever reads it again stumbles."""
    async with world.database.engine(service).connect() as reader:
        row = (await reader.execute(sa.text("SELECT * FROM era_intake.files"))).one()
    path = world.relay.store.path(row.hash)
    content = path.read_bytes()
    claims = content.split(b"CLP*")
    for number in range(1, row.next_ordinal):  # the last is read again, to come past it
        claims[number] = claims[number].replace(b"SVC*", b"XXX*")
    path.write_bytes(b"CLP*".join(claims))
    return int(row.next_ordinal)


@pytest.mark.parametrize("after", [False, True], ids=["before its commit", "after its commit"])
@pytest.mark.parametrize("turn", [1, 2, 3, 4, 7, 9])
async def test_a_kill_in_any_slice_costs_nothing_and_reads_nothing_again(
    world: World, monkeypatch: pytest.MonkeyPatch, turn: int, *, after: bool
) -> None:
    world.drop(large(world))
    with monkeypatch.context() as patch:
        kill_at(patch, turn, after=after)
        with pytest.raises(Killed):
            await world.relay.settle()
    done = await spoil_what_is_done(world)

    await world.restarted().relay.settle()

    assert done == min(CLAIMS, SLICE * (turn if after else turn - 1))
    async with world.database.engine(service).connect() as reader:
        answers = await reader.execute(
            sa.text("SELECT number, state, reason_code FROM era_intake.answers ORDER BY position")
        )
        assert [(row.state, row.reason_code) for row in answers] == [
            ("unmatched", "ERA-301")
        ] * CLAIMS


async def test_a_small_remittance_goes_between_the_slices_of_a_large_one(world: World) -> None:
    world.drop(large(world))
    world.drop(file_of(Remittance([Claim("SMALL")], trace="SMALL")))

    await world.relay.settle()

    numbers = [
        each.answer.patient_control_number for each in world.relay.events(era.AdjudicationUnmatched)
    ]
    assert len(numbers) == CLAIMS + 1
    assert numbers.index("SMALL") <= 2 * SLICE


async def test_verified_in_a_process_of_its_own_it_says_the_same(world: World) -> None:
    member = world.relay._members[0]
    member.reader = FileReader(
        member.processing,
        world.relay.store,
        member.runtime.settings,
        lanes=(Lane("all", -1, 1 << 40, apart=True),),
    )

    await world.receive(large(world), large(world, control=2), b"no X12")

    assert [each.claim_count for each in world.accepted] == [21, 21, 18]
    assert Counter(world.duplicated) == {"content": 3}
    assert world.refused == [(0, "ERA-101")]
    assert len(world.unmatched) == CLAIMS


async def test_its_claims_are_known_again_one_by_one(world: World) -> None:
    """A sibling that repeats most of a large set, kept in several pieces, adds what is new."""
    path = world.inbox.parent / "part"
    large_remittances.write(path, 5)
    first = path.read_bytes().replace(b"BPR*I*1100*", b"BPR*I*9999*")
    large_remittances.write(path, 8, control=2)
    more = path.read_bytes().replace(b"BPR*I*1760*", b"BPR*I*9999*")

    await world.receive(first, more)

    assert [each.claims_paid_cents for each in world.accepted] == [5 * 22000, 3 * 22000]
    assert world.accepted[1].duplicate_claim_count == 5
    assert len(world.unmatched) == 8


def test_items_are_summed_and_split_alike_however_many() -> None:
    for count in (0, 1, 8192, 8193, 70_000):
        items = Items.of(Item(bytes(16), bytes(8), number - 3) for number in range(count))

        assert items.total == sum(each.amount for each in items)
        assert b"".join(items.blocks()) == items.packed
        assert max((len(piece) for piece in items.blocks()), default=0) <= 1 << 20


def test_items_are_found_and_left_out_by_their_place() -> None:
    items = Items.of(Item(bytes([number] * 16), bytes(8), number) for number in range(1, 8))

    assert items.at(3).amount == 3
    for left_out in ((), (1,), (7,), (1, 2, 7), (3, 5), range(1, 8)):
        kept = [each.amount for each in items.without(left_out)]
        assert kept == [number for number in range(1, 8) if number not in left_out]


async def test_more_unusable_claims_than_people_can_look_at_quarantine_their_set(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("era_intake.domain.reading.QUARANTINED_MAX", 3)
    bad = [Claim(f"B{number}", icn=f"I{number}", paid=1, charge=9000) for number in range(4)]

    await world.receive(
        file_of(Remittance(bad[:3], trace="T1"), Remittance(bad, trace="T2")),
    )

    assert world.refused == [(2, "ERA-106")]
    assert len(world.quarantined) == 3
    (event,) = world.relay.events(era.RemittanceQuarantined)
    assert [each.code for each in event.findings] == ["B-BAL-LINE", "B-BAL-CLAIM"] * 4
