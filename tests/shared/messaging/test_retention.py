"""What retention took unread is told exactly, by topic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aiokafka import TopicPartition

from cobrelay.messaging.retention import expired_unread

ONE, TWO, OTHER = TopicPartition("a", 0), TopicPartition("a", 1), TopicPartition("b", 0)


class Broker:
    """Where partitions begin, and what the group has committed."""

    def __init__(
        self,
        beginnings: Mapping[TopicPartition, int],
        committed: Mapping[TopicPartition, int | None],
    ) -> None:
        self._beginnings = beginnings
        self._committed = committed

    async def beginning_offsets(
        self, partitions: Sequence[TopicPartition]
    ) -> Mapping[TopicPartition, int]:
        return {each: self._beginnings[each] for each in partitions}

    async def committed(self, partition: TopicPartition) -> int | None:
        return self._committed[partition]


async def test_what_lies_between_the_last_commit_and_the_beginning_is_lost() -> None:
    broker = Broker({ONE: 10, TWO: 3, OTHER: 7}, {ONE: 4, TWO: 3, OTHER: 9})

    assert await expired_unread(broker, [ONE, TWO, OTHER]) == {"a": 6, "b": 0}


async def test_a_group_that_never_read_has_lost_nothing() -> None:
    assert await expired_unread(Broker({ONE: 10}, {ONE: None}), [ONE]) == {}


async def test_where_nothing_is_assigned_nobody_is_asked() -> None:
    assert await expired_unread(Broker({}, {}), []) == {}
